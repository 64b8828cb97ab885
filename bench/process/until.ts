import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 5;

/**
 * Waits until a condition holds.
 * @param what for the message of the error
 * @throws Error when it does not hold in time
 */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  deadlineMs = 30_000,
): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain until ${what}`);
    await wait(POLL_MS);
  }
}
