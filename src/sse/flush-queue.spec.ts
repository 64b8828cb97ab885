import { setImmediate as turn } from 'node:timers/promises';
import { FlushQueue } from './flush-queue';

describe(FlushQueue.name, () => {
  let queue: FlushQueue;
  let flushed: number[];

  beforeEach(() => {
    queue = new FlushQueue();
    flushed = [];
  });

  const add = (count: number): void => {
    for (let i = 0; i < count; i++) queue.add({ flush: () => flushed.push(i) });
  };

  it('flushes nobody at once, and everybody at the end of the turn', async () => {
    add(3);
    expect(flushed).toEqual([]);
    await turn();
    expect(flushed).toEqual([0, 1, 2]);
  });

  it('lets the event loop turn between many, and keeps their order', async () => {
    add(1_000);
    await turn();
    expect(flushed.length).toBeGreaterThan(0);
    expect(flushed.length).toBeLessThan(1_000);
    let turns = 1;
    while (flushed.length < 1_000) {
      await turn();
      turns++;
      expect(turns).toBeLessThanOrEqual(1_000);
    }
    expect(flushed).toEqual(Array.from({ length: 1_000 }, (_, i) => i));
  });

  it('flushes who asks again while being flushed, in a later turn', async () => {
    let rounds = 0;
    const writer = { flush: () => void (++rounds < 3 && queue.add(writer)) };
    queue.add(writer);
    await turn();
    expect(rounds).toBe(1);
    await turn();
    await turn();
    expect(rounds).toBe(3);
  });

  it('flushes each once for each time it was added', async () => {
    add(100);
    await turn();
    add(100);
    for (let i = 0; i < 10; i++) await turn();
    expect(flushed).toHaveLength(200);
  });
});
