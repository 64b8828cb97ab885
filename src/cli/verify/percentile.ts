/**
 * The nearest-rank percentile of some values.
 * @param fraction from 0 to 1, e.g. 0.99
 */
export function percentile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * fraction) - 1)] ?? NaN;
}
