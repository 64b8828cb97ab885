import { Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { seededRandom } from '../seeded-random';
import { InstanceGenerator } from './instance-generator';
import type { JsonSchema, JsonType, JsonValue, SchemaObject } from './json-schema';
import type { Suggestions } from './suggestions';
import { Unsatisfiable } from './unsatisfiable';

/** Nothing to say: what comes out is what the schema alone asks for. */
const SILENT: Suggestions = {
  propose: () => [],
  rank: (_, values) => values,
  wants: () => true,
  lengthOf: () => undefined,
  use: () => undefined,
  mark: () => 0,
  rewind: () => undefined,
};

const instanceOf = (schema: JsonSchema, seed = 1): JsonValue =>
  new InstanceGenerator(schema, SILENT, seededRandom(seed)).instance();

/**
 * Fails with everything that is needed to see why. The judge walks a schema keyword by keyword: Ajv, which compiles
 * them, calls `[]` a match of `{"prefixItems": [false], "contains": false}`, and errs about `unevaluatedProperties`
 * beside `dependentSchemas`.
 */
function expectValid(schema: JsonSchema, value: JsonValue): void {
  const sent = JSON.parse(JSON.stringify(value)) as JsonValue;
  let valid: boolean;
  try {
    ({ valid } = new Validator(schema as object, '2020-12').validate(sent));
  } catch (error) {
    // A schema that refers to itself for the same value says nothing, and the judge goes round in it.
    if (error instanceof RangeError) return;
    throw error;
  }
  if (!valid) throw new Error(JSON.stringify({ schema, value }, null, 1));
}

const number = fc.oneof(
  fc.integer({ min: -1e6, max: 1e6 }),
  fc.integer({ min: -1e4, max: 1e4 }).map((n) => n / 4),
);
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    ...[fc.constant(null), fc.boolean(), number, text],
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(text, tie('json'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const maybe = (keywords: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<SchemaObject> =>
  fc.record(keywords, { requiredKeys: [] });
const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });

/** Schemas that a given value keeps to, so that there surely is an answer. */
function schemaOf(value: JsonValue): fc.Arbitrary<JsonSchema> {
  const plain = fc.oneof({ weight: 5, arbitrary: byType(value) }, fc.constant({ const: value }));
  const wild = fc.constantFrom<JsonSchema>(
    false,
    { type: 'null' },
    { minLength: 3, type: 'string' },
    { type: 'object', required: ['a', 'b'] },
  );
  return fc.oneof(
    { weight: 6, arbitrary: plain },
    fc.tuple(wild, plain).map(([other, fits]): JsonSchema => ({ anyOf: [other, fits] })),
    fc.tuple(plain, plain).map((allOf): JsonSchema => ({ allOf })),
    plain.map((then): JsonSchema => ({ if: then, then, else: false })),
    plain.map((fits): JsonSchema => ({ oneOf: [{ not: fits }, fits] })),
    json.map((other): JsonSchema =>
      other === value ? true : { not: { const: [other, value, 'not this'] } },
    ),
  );
}

function byType(value: JsonValue): fc.Arbitrary<JsonSchema> {
  if (value === null)
    return fc.constantFrom<JsonSchema>({ type: 'null' }, { type: ['null', 'string'] }, {}, true);
  if (typeof value === 'boolean')
    return fc.constantFrom<JsonSchema>({ type: 'boolean' }, { enum: [value, 1] });
  if (typeof value === 'number') {
    return maybe({
      type: fc.constantFrom('number', ['number', 'string'], Number.isInteger(value) ? 'integer' : 'number'),
      minimum: upTo(1e6).map((less) => value - less),
      maximum: upTo(1e6).map((more) => value + more),
      multipleOf: fc.constantFrom(Math.abs(value) || 1),
    });
  }
  if (typeof value === 'string') {
    const length = Array.from(value).length;
    return maybe({
      type: fc.constant('string'),
      minLength: upTo(length),
      maxLength: upTo(50).map((more) => length + more),
      pattern: fc.constantFrom('', '^', `^.{0,${length}}`, '[^]*$'),
    });
  }
  if (Array.isArray(value)) return arraySchema(value as JsonValue[]);
  return objectSchema(value as Record<string, JsonValue>);
}

function arraySchema(items: readonly JsonValue[]): fc.Arbitrary<JsonSchema> {
  return fc.tuple(...items.map(schemaOf)).chain((schemas) =>
    maybe({
      type: fc.constant('array'),
      minItems: upTo(items.length),
      maxItems: upTo(3).map((more) => items.length + more),
      prefixItems: fc.constantFrom(...(schemas.length > 0 ? [schemas] : []), [true]),
      unevaluatedItems: fc.constantFrom(true, {}),
      ...(schemas.length > 0 && { contains: fc.constantFrom(...schemas) }),
    }),
  );
}

function objectSchema(members: Readonly<Record<string, JsonValue>>): fc.Arbitrary<JsonSchema> {
  const names = Object.keys(members);
  return fc.tuple(...names.map((name) => schemaOf(members[name]))).chain((schemas) => {
    const properties = Object.fromEntries(schemas.map((schema, i) => [names[i], schema]));
    return fc.record(
      {
        type: fc.constantFrom('object', ['object', 'null']),
        properties: fc.constant(properties),
        required: fc.subarray(names),
        minProperties: upTo(names.length),
        maxProperties: upTo(2).map((more) => names.length + more),
        additionalProperties: fc.constantFrom<JsonSchema>(false, true, { type: 'string' }),
        propertyNames: fc.constantFrom<JsonSchema>(true, { enum: [...names, 'other'] }, { maxLength: 200 }),
        unevaluatedProperties: fc.constantFrom<JsonSchema>(false, true),
        dependentRequired: fc.constant(names.length > 1 ? { [names[0]]: [names[1]] } : {}),
      },
      { requiredKeys: ['type', 'properties'] },
    ) as fc.Arbitrary<JsonSchema>;
  });
}

const TYPES: readonly JsonType[] = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];
const PATTERNS = [
  '^[a-z]+$',
  '\\d{3}',
  '^(foo|ba[rz])+$',
  '^\\p{Lu}\\w*$',
  '^a?b*c{2,4}$',
  '\\bword\\b',
  '^x|y$',
];
const FORMATS = ['date', 'time', 'date-time', 'email', 'uuid', 'uri', 'hostname', 'ipv4', 'ipv6', 'duration'];

/** Schemas of all keywords, any of which may contradict each other. */
const { wild } = fc.letrec<{ wild: JsonSchema }>((tie) => {
  const schemas = fc.array(tie('wild'), { minLength: 1, maxLength: 3 });
  const named = (keys: readonly string[]) =>
    fc.dictionary(fc.constantFrom(...keys), tie('wild'), { maxKeys: 3, noNullPrototype: true });
  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'zz'), { maxLength: 3 });
  return {
    wild: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.boolean(),
      maybe({ type: fc.constantFrom(...TYPES) }),
      maybe({
        type: fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1 }),
        enum: fc.array(json, { minLength: 1 }),
      }),
      maybe({
        type: fc.constant('string'),
        minLength: upTo(12),
        maxLength: upTo(40),
        pattern: fc.constantFrom(...PATTERNS),
      }),
      maybe({ type: fc.constant('string'), format: fc.constantFrom(...FORMATS), minLength: upTo(20) }),
      maybe({
        type: fc.constantFrom('integer', 'number'),
        minimum: fc.integer({ min: -1000, max: 1000 }),
        exclusiveMinimum: fc.double({ min: -100, max: 100, noNaN: true }),
        maximum: fc.double({ min: -100, max: 1e9, noNaN: true }),
        exclusiveMaximum: fc.integer({ min: -5, max: 1e6 }),
        multipleOf: fc.constantFrom(1, 3, 0.5, 0.01, 7),
      }),
      maybe({
        type: fc.constant('array'),
        items: tie('wild'),
        prefixItems: schemas,
        contains: tie('wild'),
        ...{ minItems: upTo(4), maxItems: upTo(6), minContains: upTo(2), maxContains: upTo(3) },
        uniqueItems: fc.boolean(),
        unevaluatedItems: tie('wild'),
      }),
      maybe({
        type: fc.constant('object'),
        properties: named(['a', 'b', 'c']),
        patternProperties: named(['^a', '^z+$', '\\d']),
        additionalProperties: tie('wild'),
        unevaluatedProperties: tie('wild'),
        propertyNames: maybe({ minLength: upTo(2), pattern: fc.constantFrom('^[a-z]', '^[^b]') }),
        required: names,
        ...{ minProperties: upTo(4), maxProperties: upTo(5) },
        dependentRequired: fc.dictionary(fc.constantFrom('a', 'b'), names),
        dependentSchemas: named(['a', 'b']),
      }),
      maybe({ anyOf: schemas, oneOf: schemas, not: tie('wild') }),
      maybe({ allOf: schemas, if: tie('wild'), then: tie('wild'), else: tie('wild') }),
      maybe({ $ref: fc.constantFrom('#', '#/$defs/one', '#/$defs/two') }),
    ),
  };
});
const document = fc
  .tuple(wild, wild, wild)
  .map(([root, one, two]): JsonSchema =>
    typeof root === 'boolean' ? root : ({ ...root, $defs: { one, two } } as JsonSchema),
  );

describe(InstanceGenerator.name, () => {
  it('finds an instance wherever the schema was made for one', () => {
    fc.assert(
      fc.property(json.chain(schemaOf), fc.nat(1000), (schema, seed) =>
        expectValid(schema, instanceOf(schema, seed)),
      ),
      // What is found at all is a search's luck in the end, so these are the same schemas each time.
      { numRuns: 400, seed: 7 },
    );
  });

  it('never gives a value that does not keep to the schema, whatever the schema', () => {
    let found = 0;
    fc.assert(
      fc.property(document, fc.nat(1000), (schema, seed) => {
        let value: JsonValue;
        try {
          value = instanceOf(schema, seed);
        } catch (error) {
          if (!(error instanceof Unsatisfiable)) throw error;
          return;
        }
        found++;
        expectValid(schema, value);
      }),
      { numRuns: 400 },
    );
    expect(found).toBeGreaterThan(180);
  });
});
