const STEPS = [1, 2, 2.5, 5, 10];
const MOST_STEPS = 5;

/** Round values from 0 up to the first one that is not below `max`, for the marks of an axis. */
export function niceScale(max: number): number[] {
  if (!(max > 0)) return [0, 1];
  const magnitude = 10 ** Math.floor(Math.log10(max / MOST_STEPS));
  const step = magnitude * (STEPS.find((one) => one * magnitude * MOST_STEPS >= max) ?? 10);
  const count = Math.ceil(max / step - 1e-9);
  // Multiplied and rounded, since adding up 0.1 soon shows what it is made of.
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}
