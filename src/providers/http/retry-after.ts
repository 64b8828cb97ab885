/**
 * Seconds that a `Retry-After` header asks to wait; it holds seconds or a date (RFC 9110, 10.2.3).
 * @param now milliseconds since the epoch
 * @returns undefined where the header is absent or unreadable
 */
export function parseRetryAfter(value: unknown, now = Date.now()): number | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}
