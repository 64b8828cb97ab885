import { type Due, DueQueue } from './due-queue';

describe(DueQueue.name, () => {
  it('gives what is due, in order, and nothing else', () => {
    const queue = new DueQueue<Due>();
    for (const due of [1, 2, 3]) queue.push({ due });
    expect(queue.take(0)).toBeUndefined();
    expect(queue.take(2)).toEqual({ due: 1 });
    expect(queue.take(2)).toEqual({ due: 2 });
    expect(queue.take(2)).toBeUndefined();
    expect(queue.nextDue).toBe(3);
  });

  it('loses nothing when it forgets what was taken', () => {
    const queue = new DueQueue<Due>();
    const taken: number[] = [];
    for (let due = 0; due < 10_000; due++) {
      queue.push({ due });
      if (due % 2 === 0) taken.push(queue.take(Infinity)?.due ?? NaN);
    }
    for (let item = queue.take(Infinity); item; item = queue.take(Infinity)) taken.push(item.due);
    expect(taken).toEqual(Array.from({ length: 10_000 }, (_, i) => i));
    expect(queue.nextDue).toBeUndefined();
  });
});
