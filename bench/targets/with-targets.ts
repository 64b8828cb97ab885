import type { Target } from './target';

/** Waits for targets, leaving out what there is not, and stops them whatever happens. */
export async function withTargets<T>(
  starting: readonly Promise<Target | undefined>[],
  run: (targets: readonly Target[]) => Promise<T>,
): Promise<T> {
  const started = await Promise.allSettled(starting);
  const targets = started.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
  try {
    for (const one of started) {
      if (one.status === 'rejected') throw one.reason;
    }
    return await run(targets);
  } finally {
    await Promise.all(targets.map((target) => target.stop()));
  }
}
