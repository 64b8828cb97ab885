/** From this share of a core on, a process counts as busy. */
const BUSY = 0.85;

/** What a rate under a load without pauses was limited by. */
export type Limit = 'target' | 'load' | 'machine';

/** Shares of a core that were used while something was measured; NaN where the system does not tell. */
export interface Shares {
  readonly target: number;
  readonly load: number;
  readonly upstream: number;
}

/**
 * Tells whose limit a rate is. It is the target's own where the target's thread was busy all the time. Where
 * it was not, the load or the upstream did not keep up, or all three together had no more cores to run on;
 * and where not even that was so, the machine was busy with something else.
 */
export function limitOf({ target, load, upstream }: Shares, cores: number): Limit {
  if (target >= BUSY) return 'target';
  if (Math.max(load, upstream) >= BUSY) return 'load';
  if (Number.isNaN(target)) return 'target';
  return target + load + upstream >= cores * BUSY ? 'load' : 'machine';
}
