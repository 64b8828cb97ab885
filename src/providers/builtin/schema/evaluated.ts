import { itemSchemas, namedSchemas } from './children';
import type { JsonSchema, JsonValue, SchemaObject } from './json-schema';
import type { SchemaDocument } from './schema-document';

type Holds = (part: JsonSchema) => boolean;

/**
 * The names among `names` that a schema's keywords, and those of the parts that apply to the same value, have
 * spoken of; `unevaluatedProperties` is for the others.
 * @param holds whether a part holds for the value in question
 */
export function evaluatedNames(
  names: readonly string[],
  schema: SchemaObject,
  document: SchemaDocument,
  holds: Holds,
): Set<string> {
  const matches = (pattern: string, name: string): boolean =>
    document.pattern(pattern).matches(name, document.work);
  const evaluated = new Set<string>();
  for (const part of applying(schema, document, holds, names)) {
    const all =
      part.additionalProperties !== undefined ||
      (part !== schema && part.unevaluatedProperties !== undefined);
    for (const name of names) {
      if (all || namedSchemas(part, name, matches).length > 0) evaluated.add(name);
    }
  }
  return evaluated;
}

/** The same for the indices of an array's items, and `unevaluatedItems`. */
export function evaluatedItems(
  items: readonly JsonValue[],
  schema: SchemaObject,
  document: SchemaDocument,
  holds: Holds,
  itemHolds: (item: JsonValue, part: JsonSchema) => boolean,
): Set<number> {
  const evaluated = new Set<number>();
  for (const part of applying(schema, document, holds)) {
    const { prefix, rest } = itemSchemas(part);
    const all = rest !== undefined || (part !== schema && part.unevaluatedItems !== undefined);
    const { contains } = part;
    items.forEach((item, index) => {
      if (all || index < prefix.length || (contains !== undefined && itemHolds(item, contains)))
        evaluated.add(index);
    });
  }
  return evaluated;
}

/** A schema and all parts of it that apply to the same value and hold for it. */
function applying(
  schema: SchemaObject,
  document: SchemaDocument,
  holds: Holds,
  names: readonly string[] = [],
  seen = new Set<SchemaObject>(),
): SchemaObject[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const { $ref, $dynamicRef, allOf = [], anyOf = [], oneOf = [], dependentSchemas = {} } = schema;
  const parts: (JsonSchema | undefined)[] = [$ref, $dynamicRef].map((reference) =>
    reference === undefined ? undefined : document.resolve(reference),
  );
  parts.push(...allOf, ...[...anyOf, ...oneOf].filter(holds));
  if (schema.if !== undefined) parts.push(...(holds(schema.if) ? [schema.if, schema.then] : [schema.else]));
  for (const [name, part] of Object.entries(dependentSchemas)) if (names.includes(name)) parts.push(part);
  const objects = parts.filter((part) => typeof part === 'object');
  return [schema, ...objects.flatMap((part) => applying(part, document, holds, names, seen))];
}
