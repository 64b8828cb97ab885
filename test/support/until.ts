import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 5;
const DEADLINE_MS = 10_000;

/** Resolves once a condition holds. @throws Error naming what was waited for, when it does not in time */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Waited ${DEADLINE_MS} ms in vain until ${what}.`);
    await wait(POLL_MS);
  }
}

/** Resolves once a number has stayed the same for `forMs`. @returns the number */
export async function settled(what: string, read: () => number, forMs = 150): Promise<number> {
  let last = read();
  let since = performance.now();
  await until(`${what} stays the same`, () => {
    const now = read();
    if (now !== last) {
      last = now;
      since = performance.now();
    }
    return performance.now() - since >= forMs;
  });
  return last;
}
