import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import { createApplication } from '../../src/application';
import { LifecycleService } from '../../src/lifecycle/lifecycle.service';

/** The application in this process, on a free port. Silent and unpaced unless told otherwise. */
export class StartedApplication {
  private static readonly open = new Set<StartedApplication>();

  private constructor(
    readonly app: NestExpressApplication,
    readonly port: number,
  ) {}

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<StartedApplication> {
    const app = await createApplication({
      LOG_LEVEL: 'silent',
      BUILTIN_TOKENS_PER_SECOND: '0',
      ...environment,
    });
    await app.listen(0, '127.0.0.1');
    app.get(LifecycleService).started();
    const started = new StartedApplication(app, (app.getHttpServer().address() as AddressInfo).port);
    StartedApplication.open.add(started);
    return started;
  }

  /** Closes what a failed test has left open; otherwise it would keep the whole run from ending. */
  static async closeAll(): Promise<void> {
    await Promise.all([...StartedApplication.open].map((started) => started.close()));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** How many generations run. */
  async activeStreams(): Promise<number> {
    const report = (await (await fetch(`${this.url}/health`)).json()) as {
      details: { service: { activeStreams: number } };
    };
    return report.details.service.activeStreams;
  }

  /** `POST`s a body to the chat completions. */
  post(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(`${this.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async close(): Promise<void> {
    if (!StartedApplication.open.delete(this)) return;
    this.app.getHttpServer().closeAllConnections();
    await this.app.close();
  }
}
