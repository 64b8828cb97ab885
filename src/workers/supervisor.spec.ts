import type { Worker } from 'node:cluster';
import { EventEmitter } from 'node:events';
import type { ToWorker } from './messages';
import { RETIREMENT_MS, Supervisor } from './supervisor';

/** A worker as the supervisor sees it. */
class FakeWorker extends EventEmitter {
  readonly told: ToWorker[] = [];
  readonly process = { pid: 1, exitCode: null as number | null, kill: (signal: string) => this.die(signal) };
  private dead = false;

  constructor(readonly id: number) {
    super();
  }

  isConnected(): boolean {
    return !this.dead;
  }

  isDead(): boolean {
    return this.dead;
  }

  send(message: ToWorker): void {
    this.told.push(message);
  }

  ready(): Promise<unknown> {
    this.emit('message', { type: 'ready' });
    return jest.advanceTimersByTimeAsync(0);
  }

  exit(code: number): Promise<unknown> {
    this.dead = true;
    this.process.exitCode = code;
    this.emit('exit', code, null);
    return jest.advanceTimersByTimeAsync(0);
  }

  /** The types of what it was told. */
  get types(): string[] {
    return this.told.map(({ type }) => type);
  }

  private die(signal: string): void {
    this.dead = true;
    this.emit('exit', null, signal);
  }
}

describe(Supervisor.name, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const setUp = () => {
    const workers: FakeWorker[] = [];
    const log = { log: jest.fn(), warn: jest.fn(), error: jest.fn() };
    const fork = (): Worker => {
      const worker = new FakeWorker(workers.length + 1);
      workers.push(worker);
      return worker as unknown as Worker;
    };
    return { workers, log, supervisor: new Supervisor({ workers: 2, graceMs: 1_000, fork, log }) };
  };

  const started = async () => {
    const one = setUp();
    const start = one.supervisor.start({ text: 'old' });
    await one.workers[0].ready();
    await one.workers[1].ready();
    await start;
    return one;
  };

  it('starts the others once the first one serves, each with the configuration', async () => {
    const { supervisor, workers } = setUp();
    const start = supervisor.start({ text: 'a: 1' });
    await jest.advanceTimersByTimeAsync(0);
    expect(workers).toHaveLength(1);
    await workers[0].ready();
    expect(workers).toHaveLength(2);
    await workers[1].ready();
    await start;
    expect(supervisor.count).toBe(2);
    expect(workers.map(({ told }) => told)).toEqual([
      [{ type: 'start', configuration: { text: 'a: 1' } }],
      [{ type: 'start', configuration: { text: 'a: 1' } }],
    ]);
  });

  it('fails where the first one does not come to serve', async () => {
    const { supervisor, workers } = setUp();
    const start = supervisor.start({});
    const failed = expect(start).rejects.toThrow('Worker 1 did not come to serve (1)');
    await workers[0].exit(1);
    await failed;
    expect(workers).toHaveLength(1);
  });

  it('ends one that does not serve in time', async () => {
    const { supervisor } = setUp();
    const failed = expect(supervisor.start({})).rejects.toThrow('did not come to serve (SIGKILL)');
    await jest.advanceTimersByTimeAsync(60_000);
    await failed;
  });

  it('replaces one that dies after a settled life at once', async () => {
    const { supervisor, workers } = await started();
    await jest.advanceTimersByTimeAsync(10_000);
    await workers[0].exit(139);
    expect(workers).toHaveLength(3);
    await workers[2].ready();
    expect(supervisor.count).toBe(2);
  });

  it('waits longer and longer where they die of their start', async () => {
    const { workers } = await started();
    const dead = async (after: number): Promise<void> => {
      const before = workers.length;
      await workers[before - 1].exit(1);
      await jest.advanceTimersByTimeAsync(after - 1);
      expect(workers).toHaveLength(before);
      await jest.advanceTimersByTimeAsync(1);
      expect(workers).toHaveLength(before + 1);
    };
    for (const delay of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) await dead(delay);
  });

  it('replaces all for a new configuration, each once its successor serves', async () => {
    const { supervisor, workers } = await started();
    const replaced = supervisor.replaceAll({ text: 'new' });
    expect([workers.length, workers[0].types]).toEqual([3, ['start']]);
    await workers[2].ready();
    expect([workers[0].told[1], workers[1].types]).toEqual([
      { type: 'retire', graceMs: RETIREMENT_MS },
      ['start'],
    ]);
    await workers[3].ready();
    await replaced;
    expect(workers.map(({ types }) => types)).toEqual([
      ['start', 'retire'],
      ['start', 'retire'],
      ['start'],
      ['start'],
    ]);
    expect(workers[3].told[0]).toEqual({ type: 'start', configuration: { text: 'new' } });
    expect(supervisor.count).toBe(2);
    await workers[0].exit(0);
    expect(workers).toHaveLength(4);
  });

  it('keeps all where nobody can serve by the new configuration', async () => {
    const { supervisor, workers } = await started();
    const refused = expect(supervisor.replaceAll({ text: 'bad' })).rejects.toThrow('Worker 3');
    await workers[2].exit(1);
    await refused;
    expect([supervisor.count, workers[0].types, workers[1].types]).toEqual([2, ['start'], ['start']]);
    await jest.advanceTimersByTimeAsync(10_000);
    await workers[0].exit(1);
    expect(workers[3].told[0]).toEqual({ type: 'start', configuration: { text: 'old' } });
  });

  it('lets no more retired ones live than serve', async () => {
    const { supervisor, workers } = await started();
    const replace = async (text: string): Promise<void> => {
      const replaced = supervisor.replaceAll({ text });
      await workers.at(-1)?.ready();
      await workers.at(-1)?.ready();
      await replaced;
    };
    await replace('second');
    const third = supervisor.replaceAll({ text: 'third' });
    await workers[4].ready();
    expect([workers[2].types, workers[3].types]).toEqual([['start'], ['start']]);
    await workers[0].exit(0);
    expect(workers[2].types).toEqual(['start', 'retire']);
    await workers[5].ready();
    await workers[1].exit(0);
    await third;
    expect(workers[3].types).toEqual(['start', 'retire']);
  });

  it('stops all together, those that retire included, and replaces nobody', async () => {
    const { supervisor, workers } = await started();
    const replaced = supervisor.replaceAll({ text: 'new' });
    await workers[2].ready();
    const stopped = supervisor.stop();
    for (const worker of workers.slice(0, 3)) {
      expect(worker.types.at(-1)).toBe('stop');
      await worker.exit(0);
    }
    expect(workers[3].isDead()).toBe(true);
    expect(await stopped).toBe(true);
    await replaced;
    expect(workers).toHaveLength(4);
  });

  it('ends those by force that do not stop in time, and says so', async () => {
    const { supervisor, workers } = await started();
    const stopped = supervisor.stop();
    await workers[0].exit(0);
    await jest.advanceTimersByTimeAsync(11_000);
    expect(await stopped).toBe(false);
  });
});
