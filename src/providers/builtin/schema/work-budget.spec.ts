import { PromptSuggestions } from '../facts/prompt-suggestions';
import { PromptText } from '../facts/prompt-text';
import { seededRandom } from '../seeded-random';
import { InstanceGenerator } from './instance-generator';
import type { JsonSchema, JsonValue } from './json-schema';
import { Unsatisfiable } from './unsatisfiable';
import { WorkBudget } from './work-budget';

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const named = (count: number, make: (index: number) => JsonSchema) =>
  Object.fromEntries(times(count, (index) => [`a${index}`, make(index)]));

/** Schemas that grow without end for who takes them at their word. */
const ENDLESS: Readonly<Record<string, JsonSchema>> = {
  'a product of branches': {
    allOf: times(20, (i) => ({
      anyOf: times(10, (j) => ({
        type: 'object',
        properties: { a: { const: 10 * i + j } },
        required: ['a'],
      })),
    })),
  },
  'a tree that doubles at each level': {
    $ref: '#/$defs/a0',
    $defs: named(40, (i) => {
      const $ref = `#/$defs/a${i + 1}`;
      return i < 39
        ? { type: 'object', properties: { l: { $ref }, r: { $ref } }, required: ['l', 'r'] }
        : { type: 'string' };
    }),
  } as JsonSchema,
  'long lists against each other': {
    enum: times(3_000, (a) => ({ a })),
    not: { enum: times(3_000, (a) => ({ a })) },
  },
  'a chain of references': {
    $ref: '#/$defs/a0',
    $defs: named(4_000, (i) => (i < 3_999 ? { $ref: `#/$defs/a${i + 1}` } : { type: 'string' })),
  } as JsonSchema,
  'too many items': { type: 'array', minItems: 4_999, items: { type: 'array', minItems: 4_999 } },
  'patterns in each other': {
    type: 'object',
    patternProperties: Object.fromEntries(times(300, (i) => [`^(a|aa|${i}+)*$`, { type: 'string' }])),
    minProperties: 50,
  },
};

const instanceOf = (schema: JsonSchema): JsonValue => {
  const random = seededRandom(1);
  const suggestions = new PromptSuggestions(new PromptText('Ada and Alan'), { onlyMentioned: false, random });
  return new InstanceGenerator(schema, suggestions, random).instance();
};

describe(WorkBudget.name, () => {
  it.each(Object.keys(ENDLESS))('gives up on %s', (name) => {
    expect(() => instanceOf(ENDLESS[name])).toThrow(Unsatisfiable);
  });

  it('is not spent by what only looks endless', () => {
    const chain = named(200, (i) => (i < 199 ? { $ref: `#/$defs/a${i + 1}` } : { type: 'string' }));
    expect(typeof instanceOf({ $ref: '#/$defs/a0', $defs: chain } as JsonSchema)).toBe('string');
    const doubled = named(60, (i) => {
      const $ref = `#/$defs/a${i + 1}`;
      return i < 59 ? { allOf: [{ $ref }, { $ref }] } : { type: 'boolean' };
    });
    expect(typeof instanceOf({ $ref: '#/$defs/a0', $defs: doubled } as JsonSchema)).toBe('boolean');
    const wide = {
      type: 'object' as const,
      properties: named(1_000, () => ({ type: 'string' })),
      required: Object.keys(named(1_000, () => true)),
    };
    expect(Object.keys(instanceOf(wide) as object)).toHaveLength(1_000);
    const tree: JsonSchema = { type: 'array', items: { $ref: '#' }, minItems: 0 };
    expect(Array.isArray(instanceOf(tree))).toBe(true);
  });
});
