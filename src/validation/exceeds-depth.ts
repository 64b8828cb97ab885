/** Whether a parsed JSON value nests deeper than `limit`, which bounds the recursion too. */
export function exceedsDepth(value: object, limit: number): boolean {
  if (limit === 0) return true;
  for (const key in value) {
    const child = (value as Record<string, unknown>)[key];
    if (typeof child === 'object' && child !== null && exceedsDepth(child, limit - 1)) return true;
  }
  return false;
}
