import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../process/free-port';
import { spawnNode, stopChild } from '../process/spawn-node';
import { until } from '../process/until';
import { COMPLETIONS_PATH, type Target } from './target';

const ROOT = join(__dirname, '..', '..', '..');
const ENTRY = join(ROOT, 'dist', 'main.js');

/** The options that `npm start` gives to Node. */
const START_FLAGS = (
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } }
).scripts.start
  .split(' ')
  .filter((word) => word.startsWith('--'));

/** The service that is being measured, as `npm start` runs it: default settings, log lines and all. */
export class Service implements Target {
  readonly path = COMPLETIONS_PATH;
  readonly isCompiledAtWork = true;
  /** What it wrote beside its log. */
  errors = '';

  private constructor(
    readonly name: string,
    readonly model: string,
    readonly port: number,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.errors += text));
  }

  /** With its built-in model, and ready. */
  static async builtin(environment: Readonly<Record<string, string>> = {}): Promise<Service> {
    return (await Service.launch('builtin', environment)).ready('/health/ready');
  }

  /** In front of an upstream, and ready. */
  static async relay(
    upstreamPort: number,
    environment: Readonly<Record<string, string>> = {},
    flags: readonly string[] = [],
  ): Promise<Service> {
    const upstream = { OPENAI_BASE_URL: `http://127.0.0.1:${upstreamPort}/v1`, OPENAI_API_KEY: 'bench' };
    const service = await Service.launch('openai/bench', { ...upstream, ...environment }, flags);
    return service.ready('/health/ready');
  }

  /** Starts it, and waits for nothing. */
  static async launch(
    model: string,
    environment: Readonly<Record<string, string>> = {},
    flags: readonly string[] = [],
  ): Promise<Service> {
    const port = await freePort();
    // Empty, so that no configuration of this machine is found in it.
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    const child = spawnNode(
      ENTRY,
      { environment: { HOST: '127.0.0.1', PORT: String(port), ...environment }, folder },
      [...START_FLAGS, ...flags],
    );
    return new Service('this service', model, port, child, folder);
  }

  get pid(): number {
    return this.child.pid ?? NaN;
  }

  /** Waits until a path answers 200. */
  async ready(path: string): Promise<this> {
    await until(`${path} answers 200`, async () => {
      const { exitCode, signalCode } = this.child;
      if ((exitCode ?? signalCode) !== null) {
        throw new Error(`The service did not start (${exitCode ?? signalCode}).\n${this.errors}`);
      }
      return (await statusOf(this.port, path)) === 200;
    });
    return this;
  }

  async stop(): Promise<void> {
    await stopChild(this.child);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** 0 where nobody answers. */
const statusOf = (port: number, path: string): Promise<number> =>
  new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', () => resolve(0));
  });
