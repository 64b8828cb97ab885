/**
 * Whether a parsed JSON value nests deeper than `limit`, which bounds the recursion too.
 *
 * Not by `for…in`: V8 ties its compiled form to the shapes that it has seen, and bodies come in ever new
 * ones, so that under load it was compiled and thrown away again and again.
 */
export function exceedsDepth(value: object, limit: number): boolean {
  if (limit === 0) return true;
  const children = Array.isArray(value) ? (value as unknown[]) : Object.values(value);
  for (let at = 0; at < children.length; at++) {
    const child: unknown = children[at];
    if (typeof child === 'object' && child !== null && exceedsDepth(child, limit - 1)) return true;
  }
  return false;
}
