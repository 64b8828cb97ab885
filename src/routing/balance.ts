/** Somebody who can be chosen. */
export interface Balanced {
  /** Share of the requests, relative to the others. */
  readonly weight: number;
  readonly state: { readonly active: number; readonly breaker: { readonly allows: boolean } };
}

/**
 * Chooses one of several targets: two are drawn by weight, and the one that is less busy for its weight is
 * taken. Targets whose breaker lets nobody through are left out as long as there are others.
 *
 * Two draws instead of a full comparison: they even out the load nearly as well and never send everybody to
 * the same target at once (Mitzenmacher, "The Power of Two Choices", 2001).
 * @param random from 0 to 1
 */
export function balance<T extends Balanced>(targets: readonly T[], random: () => number = Math.random): T {
  if (targets.length === 1) return targets[0];
  const healthy = targets.filter(({ state }) => state.breaker.allows);
  const eligible = healthy.length > 0 ? healthy : targets;
  const one = draw(eligible, random);
  const other = draw(eligible, random);
  return load(other) < load(one) ? other : one;
}

const load = ({ weight, state }: Balanced): number => state.active / weight;

function draw<T extends Balanced>(targets: readonly T[], random: () => number): T {
  const total = targets.reduce((sum, { weight }) => sum + weight, 0);
  let at = random() * total;
  for (const target of targets) {
    at -= target.weight;
    if (at < 0) return target;
  }
  return targets[targets.length - 1];
}
