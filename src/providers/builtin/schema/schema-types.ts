import type { JsonType, JsonValue, SchemaObject } from './json-schema';

/** Every type, the most telling ones first. `number` includes `integer`. */
export const ALL_TYPES: readonly JsonType[] = ['object', 'array', 'string', 'number', 'boolean', 'null'];

/** Types that keywords speak of, where no type is named. */
const SIGNS: readonly [type: JsonType, keywords: readonly (keyof SchemaObject)[]][] = [
  ['object', ['properties', 'required', 'patternProperties', 'additionalProperties', 'minProperties']],
  ['array', ['items', 'prefixItems', 'contains', 'minItems', 'uniqueItems']],
  ['string', ['pattern', 'format', 'minLength', 'maxLength']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

/**
 * The types that all of the schemas allow.
 * @returns undefined where none of them names any
 */
export function typesOf(schemas: readonly SchemaObject[]): JsonType[] | undefined {
  let types: JsonType[] | undefined;
  for (const { type } of schemas) {
    if (type === undefined) continue;
    const named = (typeof type === 'string' ? [type] : type) as JsonType[];
    types = types ? intersect(types, named) : [...new Set(named)];
  }
  return types;
}

/** The types worth trying, in order: what is named, else what the keywords speak of, else everything. */
export function typesToTry(schemas: readonly SchemaObject[]): JsonType[] {
  const types = typesOf(schemas);
  // null says least, so it is taken only where nothing else is to be had.
  if (types) return [...types].sort((a, b) => Number(a === 'null') - Number(b === 'null'));
  const signs = SIGNS.filter(([, keywords]) =>
    schemas.some((schema) => keywords.some((keyword) => schema[keyword] !== undefined)),
  ).map(([type]) => type);
  return [...new Set([...signs, ...(['string', 'number', 'boolean', 'object', 'array', 'null'] as const)])];
}

/** Whether a value is of a type. */
export function isOfType(value: JsonValue, type: JsonType): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'boolean':
    case 'number':
    case 'string':
      return typeof value === type;
  }
}

function intersect(some: readonly JsonType[], others: readonly JsonType[]): JsonType[] {
  const both = some.flatMap((type): JsonType[] => {
    if (others.includes(type) || (type === 'integer' && others.includes('number'))) return [type];
    return type === 'number' && others.includes('integer') ? ['integer'] : [];
  });
  return [...new Set(both)];
}
