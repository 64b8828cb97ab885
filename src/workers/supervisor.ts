import type { Worker } from 'node:cluster';
import type { ConfigurationText } from '../config/gateway/gateway.service';
import type { FromWorker, ToWorker } from './messages';

/** How long a worker may take to serve. */
const READY_TIMEOUT_MS = 60_000;
/** A worker that lived for less than this died of its start, and the next one waits longer. */
const SETTLED_MS = 10_000;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;
/** How long a worker that has been replaced may go on with its streams: as long as a request may by default. */
export const RETIREMENT_MS = 600_000;
/** What a worker may take beyond its grace period before it is ended by force. */
const STOP_MARGIN_MS = 10_000;

/** What a supervisor needs from outside. */
export interface SupervisorOptions {
  /** How many workers serve at a time. */
  readonly workers: number;
  /** How long a worker may finish its streams when the service stops. */
  readonly graceMs: number;
  readonly fork: () => Worker;
  readonly log: { log(text: string): void; warn(text: string): void; error(text: string): void };
}

/** A worker that serves, and since when and by which configuration. */
interface Serving {
  readonly worker: Worker;
  readonly since: number;
  readonly configuration: ConfigurationText;
}

/**
 * Keeps a number of workers serving on one port: starts them, replaces each that dies, replaces all of them
 * one by one for a new configuration, and stops them together.
 */
export class Supervisor {
  private serving: Serving[] = [];
  /** Workers that have been replaced and are finishing; as many as serve, at most. */
  private readonly retired = new Set<Worker>();
  private readonly starting = new Set<Worker>();
  private configuration: ConfigurationText = {};
  private isStopping = false;
  private delayMs = 0;

  constructor(private readonly options: SupervisorOptions) {}

  /** How many serve now. */
  get count(): number {
    return this.serving.length;
  }

  /**
   * Starts the workers; the first one alone, so that a start that cannot be fails once.
   * @throws Error when the first one does not come to serve
   */
  async start(configuration: ConfigurationText): Promise<void> {
    this.configuration = configuration;
    await this.launch(configuration);
    const others = Array.from({ length: this.options.workers - 1 }, () => this.refill());
    await Promise.all(others);
  }

  /**
   * Replaces every worker by one with this configuration, each once its successor serves. What the old ones
   * have begun they finish.
   * @throws Error when a worker with it does not come to serve; then all stays as it was
   */
  async replaceAll(configuration: ConfigurationText): Promise<void> {
    await this.launch(configuration);
    this.configuration = configuration;
    for (let old = this.outdated(); old && !this.isStopping; old = this.outdated()) {
      await this.retire(old);
      if (this.outdated() && this.serving.length <= this.options.workers) await this.refill();
    }
  }

  /** Ends all workers in good order. @returns whether every one of them ended well */
  async stop(): Promise<boolean> {
    this.isStopping = true;
    for (const worker of this.starting) worker.process.kill('SIGKILL');
    const workers = [...this.serving.map(({ worker }) => worker), ...this.retired];
    const deadline = setTimeout(() => {
      for (const worker of workers) worker.process.kill('SIGKILL');
    }, this.options.graceMs + STOP_MARGIN_MS);
    const codes = await Promise.all(
      workers.map((worker) => {
        send(worker, { type: 'stop' });
        return exitOf(worker);
      }),
    );
    clearTimeout(deadline);
    return codes.every((code) => code === 0);
  }

  private outdated(): Serving | undefined {
    return this.serving.find(({ configuration }) => configuration !== this.configuration);
  }

  /** Starts one worker and waits until it serves. */
  private async launch(configuration: ConfigurationText): Promise<void> {
    const worker = this.options.fork();
    send(worker, { type: 'start', configuration });
    this.starting.add(worker);
    try {
      await readiness(worker);
    } finally {
      this.starting.delete(worker);
    }
    const one: Serving = { worker, since: performance.now(), configuration };
    this.serving.push(one);
    worker.once('exit', (code: number | null, signal: string | null) => this.ended(one, signal ?? code));
    this.options.log.log(`Worker ${worker.id} serves, process ${worker.process.pid}`);
  }

  /** Starts one worker, however many attempts it takes. */
  private async refill(): Promise<void> {
    while (!this.isStopping) {
      try {
        return await this.launch(this.configuration);
      } catch (error) {
        if (this.isStopping) return;
        this.delayMs = Math.min(LONGEST_DELAY_MS, Math.max(FIRST_DELAY_MS, this.delayMs * 2));
        this.options.log.error(`${(error as Error).message}. The next attempt is in ${this.delayMs} ms.`);
        await new Promise((resolve) => setTimeout(resolve, this.delayMs));
      }
    }
  }

  private ended(one: Serving, how: string | number | null): void {
    if (!this.remove(one) || this.isStopping) return;
    this.options.log.error(`Worker ${one.worker.id} has ended (${how}) and is replaced`);
    const settled = performance.now() - one.since >= SETTLED_MS;
    this.delayMs = settled ? 0 : Math.min(LONGEST_DELAY_MS, Math.max(FIRST_DELAY_MS, this.delayMs * 2));
    setTimeout(() => void this.refill(), this.delayMs);
  }

  private async retire(one: Serving): Promise<void> {
    if (this.retired.size >= this.options.workers) {
      await Promise.race([...this.retired].map((worker) => exitOf(worker)));
    }
    if (!this.remove(one)) return;
    const { worker } = one;
    this.retired.add(worker);
    worker.once('exit', () => this.retired.delete(worker));
    send(worker, { type: 'retire', graceMs: RETIREMENT_MS });
  }

  private remove(one: Serving): boolean {
    const before = this.serving.length;
    this.serving = this.serving.filter((other) => other !== one);
    return this.serving.length < before;
  }
}

/** A worker may have died meanwhile: its exit tells, and not the message that could not be sent. */
function send(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message, () => undefined);
}

function exitOf(worker: Worker): Promise<number | null> {
  if (worker.isDead()) return Promise.resolve(worker.process.exitCode);
  return new Promise((resolve) => worker.once('exit', (code: number | null) => resolve(code)));
}

function readiness(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => worker.process.kill('SIGKILL'), READY_TIMEOUT_MS);
    const onExit = (code: number | null, signal: string | null): void => {
      clearTimeout(timer);
      reject(new Error(`Worker ${worker.id} did not come to serve (${signal ?? code})`));
    };
    const onMessage = ({ type }: FromWorker): void => {
      if (type !== 'ready') return;
      clearTimeout(timer);
      worker.off('exit', onExit);
      worker.off('message', onMessage);
      resolve();
    };
    worker.once('exit', onExit);
    worker.on('message', onMessage);
  });
}
