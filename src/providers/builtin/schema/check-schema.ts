import { isObject, type SchemaObject } from './json-schema';

/** Schemas that one document may consist of. */
const MAX_SCHEMAS = 5_000;
/** Levels of schemas inside of schemas. */
const MAX_DEPTH = 100;

const TYPES = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

type Shape = (value: unknown) => boolean;

const isSchema: Shape = (value) => typeof value === 'boolean' || isObject(value);
const isCount: Shape = (value) => Number.isInteger(value) && (value as number) >= 0;
const isNumber: Shape = (value) => Number.isFinite(value);
const isText: Shape = (value) => typeof value === 'string';
const listOf =
  (item: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(item);
const recordOf =
  (item: Shape): Shape =>
  (value) =>
    isObject(value) && Object.values(value).every(item);
const isType: Shape = (value) => TYPES.includes(value as string);
const isBranches: Shape = (value) => listOf(isSchema)(value) && (value as unknown[]).length > 0;

/** What each keyword's value has to look like. Keywords that are not listed mean nothing here. */
const SHAPES: Readonly<Record<string, Shape>> = {
  ...{ $ref: isText, $dynamicRef: isText, format: isText, pattern: isText },
  type: (value) => isType(value) || (listOf(isType)(value) && (value as unknown[]).length > 0),
  enum: (value) => Array.isArray(value) && value.length > 0,
  ...{ anyOf: isBranches, oneOf: isBranches, allOf: isBranches, prefixItems: isBranches },
  ...{ not: isSchema, if: isSchema, then: isSchema, else: isSchema },
  ...{ properties: recordOf(isSchema), patternProperties: recordOf(isSchema) },
  ...{ $defs: recordOf(isSchema), definitions: recordOf(isSchema), dependentSchemas: recordOf(isSchema) },
  ...{ additionalProperties: isSchema, unevaluatedProperties: isSchema, propertyNames: isSchema },
  dependencies: recordOf((value) => isSchema(value) || listOf(isText)(value)),
  ...{ required: listOf(isText), dependentRequired: recordOf(listOf(isText)) },
  items: (value) => isSchema(value) || listOf(isSchema)(value),
  ...{ additionalItems: isSchema, unevaluatedItems: isSchema, contains: isSchema },
  ...{ minProperties: isCount, maxProperties: isCount, minItems: isCount, maxItems: isCount },
  ...{ minContains: isCount, maxContains: isCount, minLength: isCount, maxLength: isCount },
  uniqueItems: (value) => typeof value === 'boolean',
  ...{ minimum: isNumber, maximum: isNumber, exclusiveMinimum: isNumber, exclusiveMaximum: isNumber },
  multipleOf: (value) => isNumber(value) && (value as number) > 0,
};

/** Keywords whose values are schemas, or hold them; what else looks like one is data. */
const HOLDERS = [
  ...['$defs', 'definitions', 'properties', 'patternProperties', 'dependentSchemas', 'dependencies'],
  ...['anyOf', 'oneOf', 'allOf', 'prefixItems', 'items', 'not', 'if', 'then', 'else', 'contains'],
  ...[
    'additionalProperties',
    'unevaluatedProperties',
    'propertyNames',
    'additionalItems',
    'unevaluatedItems',
  ],
];
/** Those that map names of the author's choosing to schemas. */
const NAMED = new Set(HOLDERS.slice(0, 6));

/**
 * Holds a schema against the shapes of its keywords, once, so that nobody has to ask again.
 * @param visit called with each schema object of the document
 * @returns what is wrong, as a sentence's end; undefined where nothing is
 */
export function checkSchema(root: unknown, visit: (schema: SchemaObject) => void): string | undefined {
  let count = 0;
  const check = (schema: unknown, path: string, depth: number): string | undefined => {
    if (typeof schema === 'boolean') return undefined;
    if (!isObject(schema)) return `${path} is not a schema`;
    if (++count > MAX_SCHEMAS) return `it consists of more than ${MAX_SCHEMAS} schemas`;
    if (depth > MAX_DEPTH) return `it is nested more than ${MAX_DEPTH} levels deep`;
    for (const [keyword, value] of Object.entries(schema)) {
      if (Object.hasOwn(SHAPES, keyword) && !SHAPES[keyword](value)) return `${path}/${keyword} is not valid`;
    }
    visit(schema);
    for (const holder of HOLDERS) {
      if (!Object.hasOwn(schema, holder)) continue;
      for (const [at, child] of childrenOf(schema[holder], NAMED.has(holder))) {
        const fault = check(child, `${path}/${holder}${at}`, depth + 1);
        if (fault !== undefined) return fault;
      }
    }
    return undefined;
  };
  return check(root, '#', 0);
}

function childrenOf(value: unknown, named: boolean): (readonly [at: string, child: unknown])[] {
  if (Array.isArray(value)) return value.map((child, index) => [`/${index}`, child]);
  if (!named) return [['', value]];
  return Object.entries(value as object)
    .filter(([, child]) => !Array.isArray(child))
    .map(([name, child]) => [`/${name}`, child]);
}
