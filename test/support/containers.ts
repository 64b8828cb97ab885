/** Every object and array inside of a value, the value itself included. */
export function* containers(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  yield value as Record<string, unknown>;
  for (const inner of Object.values(value)) yield* containers(inner);
}
