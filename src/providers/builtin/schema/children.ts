import type { JsonSchema, SchemaObject } from './json-schema';
import type { SchemaDocument } from './schema-document';

/** Finds out whether a property's name matches a pattern. */
type MatchesName = (pattern: string, name: string) => boolean;

/** Which of one schema's own keywords speak of a property; none where only `additionalProperties` is left. */
export function namedSchemas(schema: SchemaObject, name: string, matches: MatchesName): JsonSchema[] {
  const { properties, patternProperties } = schema;
  const found: JsonSchema[] = [];
  if (properties && Object.hasOwn(properties, name)) found.push(properties[name]);
  for (const [pattern, child] of Object.entries(patternProperties ?? {})) {
    if (matches(pattern, name)) found.push(child);
  }
  return found;
}

/** The schemas that a property of this name must keep to, `unevaluatedProperties` left aside. */
export function schemasForProperty(
  schemas: readonly SchemaObject[],
  name: string,
  document: SchemaDocument,
): JsonSchema[] {
  const matches: MatchesName = (pattern, of) => document.pattern(pattern).matches(of, document.work);
  return schemas.flatMap((schema) => {
    const found = namedSchemas(schema, name, matches);
    if (found.length > 0 || schema.additionalProperties === undefined) return found;
    return [schema.additionalProperties];
  });
}

/** The schemas of the leading items, one each, and of the items behind them. Reads draft 7's spelling too. */
export function itemSchemas({ items, prefixItems, additionalItems }: SchemaObject): {
  readonly prefix: readonly JsonSchema[];
  readonly rest: JsonSchema | undefined;
} {
  if (Array.isArray(items)) return { prefix: items as JsonSchema[], rest: additionalItems };
  return { prefix: prefixItems ?? [], rest: items as JsonSchema | undefined };
}

/** The schemas that the item at an index must keep to. */
export function schemasForItem(schemas: readonly SchemaObject[], index: number): JsonSchema[] {
  return schemas.flatMap((schema) => {
    const { prefix, rest } = itemSchemas(schema);
    return prefix[index] ?? rest ?? [];
  });
}
