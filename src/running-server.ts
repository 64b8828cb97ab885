import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApplication } from './application';
import { type ConfigurationText, GatewayService } from './config/gateway/gateway.service';
import type { EnvironmentOverrides } from './config/read-variables';
import { Settings } from './config/settings';
import { AdmissionService } from './lifecycle/admission.service';
import { LifecycleService } from './lifecycle/lifecycle.service';
import { settleMemory } from './lifecycle/settle-memory';
import { ProviderRegistry } from './providers/provider-registry';
import { OpenExchanges } from './sse/open-exchanges';
import { version } from './version';

/**
 * Connections that may wait while the process is busy with others. Node's 511 run over when a few hundred
 * clients come at once to a machine under load, and whoever is dropped then tries again only seconds later.
 */
const BACKLOG = 8_192;

/** How long answers may take to leave once nothing is generated any more, where the grace period is over. */
const LAST_BYTES_MS = 2_000;

type Listen = (port: number, host: string, backlog: number) => Promise<unknown>;

/** The service of this process, from its first request to its last byte. */
export class RunningServer {
  private static readonly logger = new Logger('Server');

  private constructor(private readonly app: NestExpressApplication) {}

  /**
   * Makes it, without opening its port yet.
   * @param overrides variables that win over the environment
   * @param given the configuration file's text, where the file is somebody else's to read and to watch
   * @throws ConfigurationError when the environment or the file cannot be used
   */
  static async create(overrides: EnvironmentOverrides, given?: ConfigurationText): Promise<RunningServer> {
    return new RunningServer(await createApplication(overrides, given));
  }

  /** Begins to serve. */
  async listen(): Promise<void> {
    const { app } = this;
    const { server } = app.get(Settings);
    RunningServer.logger.log(`streaming-llm-api ${version} on Node.js ${process.versions.node}`);
    // Nest hands on to Node whatever it is given, and declares less.
    const listen = app.listen.bind(app) as unknown as Listen;
    await listen(server.port, server.host, BACKLOG);
    await app.get(ProviderRegistry).warm();
    app.get(LifecycleService).started();
    RunningServer.logger.log(`Listening on ${await app.getUrl()}`);
    settleMemory(() => app.get(AdmissionService).active === 0);
  }

  /** Generations that run now. */
  get active(): number {
    return this.app.get(AdmissionService).active;
  }

  /** Reads the configuration file again. */
  reload(reason: string): Promise<void> {
    return this.app.get(GatewayService).reload(reason);
  }

  /** Takes no more, lets running streams finish within the grace period, fails what is left, and closes. */
  async shutDown(): Promise<void> {
    this.app.get(LifecycleService).drain();
    await this.finish(this.app.get(Settings).server.shutdownGraceMs);
  }

  /**
   * Gives its place to another process: takes no new connections, but still answers what comes on those that
   * stand, and tells their clients to make new ones.
   * @param graceMs how long running streams may go on
   */
  async retire(graceMs: number): Promise<void> {
    this.app.getHttpServer().close();
    await this.app.get(OpenExchanges).settle(graceMs);
    await this.finish(0);
  }

  private async finish(graceMs: number): Promise<void> {
    const graceEnd = performance.now() + graceMs;
    const cutOff = await this.app.get(AdmissionService).drain(graceMs);
    if (cutOff > 0) RunningServer.logger.warn(`${cutOff} streams were ended by the shutdown`);
    const left = Math.max(LAST_BYTES_MS, graceEnd - performance.now());
    const unsent = await this.app.get(OpenExchanges).settle(left);
    if (unsent > 0) {
      RunningServer.logger.warn(`${unsent} answers were cut off: their clients did not take them in time`);
    }
    await this.app.close();
  }
}
