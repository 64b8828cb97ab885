import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until';

const ENTRY = join(__dirname, '..', '..', 'dist', 'main.js');
const STOP_DEADLINE_MS = 10_000;

/** A line of the service's log. */
export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** The built service in a process of its own, in an empty working directory, on a free port. */
export class SpawnedService {
  /** The log so far. */
  readonly log: LogLine[] = [];
  /** What the process wrote beside its log, such as why it did not start. */
  errors = '';
  private address = '';
  private rest = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.read(text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.errors += text));
  }

  /**
   * Starts it and waits until it is ready.
   * @param environment variables beside those that give it a port and a log in JSON
   * @param configuration the text of its configuration file, where it is to have one
   */
  static async start(
    environment: Readonly<Record<string, string>> = {},
    configuration?: string,
  ): Promise<SpawnedService> {
    const service = SpawnedService.launch(environment, configuration);
    await until('the service is ready', async () => {
      if (service.child.exitCode !== null) throw new Error(`The service did not start:\n${service.errors}`);
      return service.address !== '' && (await fetch(`${service.address}/health/ready`)).ok;
    });
    return service;
  }

  /** Starts it, and waits for nothing. */
  static launch(environment: Readonly<Record<string, string>>, configuration?: string): SpawnedService {
    const folder = mkdtempSync(join(tmpdir(), 'streaming-llm-api-'));
    const file = join(folder, 'configuration.yaml');
    if (configuration !== undefined) writeFileSync(file, configuration);
    const child = spawn(process.execPath, [ENTRY], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        HOST: '127.0.0.1',
        PORT: '0',
        LOG_FORMAT: 'json',
        ...(configuration !== undefined && { CONFIG_FILE: file }),
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new SpawnedService(child, folder);
  }

  /** Where it listens, without a slash at the end. */
  get url(): string {
    return this.address;
  }

  /** Resident memory in bytes; undefined where the system does not tell. */
  get residentBytes(): number | undefined {
    const file = `/proc/${this.child.pid}/status`;
    if (!existsSync(file)) return undefined;
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'))?.[1]) * 1_024;
  }

  /** Replaces its configuration file. */
  configure(configuration: string): void {
    writeFileSync(join(this.folder, 'configuration.yaml'), configuration);
  }

  /** Sends it a signal. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Resolves with its exit code. */
  async exit(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  /** Resolves once the log has a line like this. */
  async logged(pattern: RegExp): Promise<LogLine> {
    const find = (): LogLine | undefined => this.log.find((line) => pattern.test(JSON.stringify(line)));
    await until(`the log says ${pattern}`, () => find() !== undefined);
    return find() as LogLine;
  }

  /** Ends it, by force where it does not end by itself. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_DEADLINE_MS);
    this.child.kill('SIGTERM');
    await this.exit();
    clearTimeout(timer);
    rmSync(this.folder, { recursive: true });
  }

  private read(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const parsed = JSON.parse(line) as LogLine;
      this.log.push(parsed);
      this.address ||= /^Listening on (http:\S+)$/.exec(parsed.msg)?.[1] ?? '';
    }
  }
}
