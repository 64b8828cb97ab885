/** What stands where nothing could be measured. */
export const UNKNOWN = '–';

const US_PER_MS = 1_000;

/** A number with so many decimals and separators between thousands. */
export function fixed(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return UNKNOWN;
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** Microseconds as milliseconds. */
export const asMs = (us: number, decimals = 1): string => fixed(us / US_PER_MS, decimals);
