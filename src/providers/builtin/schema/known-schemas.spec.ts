import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { PromptSuggestions } from '../facts/prompt-suggestions';
import { PromptText } from '../facts/prompt-text';
import { seededRandom } from '../seeded-random';
import { InstanceGenerator } from './instance-generator';

const PROMPT =
  'Ada (ada@example.com) meets "Alan" in Vienna on May 9, 2026 at 3pm with 12 people: https://example.com/x';
const text = { type: 'string' };
const closed = (properties: object) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

/** Schemas of the kinds that clients, libraries and published formats send. */
const SCHEMAS: Readonly<Record<string, object>> = {
  'an event': closed({ name: text, date: text, participants: { type: 'array', items: text } }),
  'steps of a solution': closed({
    steps: { type: 'array', items: closed({ explanation: text, output: text }) },
    final_answer: text,
  }),
  'a user interface that nests itself': {
    ...closed({
      type: { type: 'string', enum: ['div', 'button', 'header', 'section', 'field', 'form'] },
      label: text,
      children: { type: 'array', items: { $ref: '#' } },
      attributes: { type: 'array', items: closed({ name: text, value: text }) },
    }),
  },
  'a linked list': {
    ...closed({ linked_list: { $ref: '#/$defs/node' } }),
    $defs: {
      node: closed({
        value: { type: 'number' },
        next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] },
      }),
    },
  },
  'a choice by a discriminator': closed({
    item: {
      anyOf: [
        closed({ kind: { const: 'user' }, name: text, age: { type: 'integer', minimum: 0, maximum: 150 } }),
        closed({ kind: { const: 'address' }, number: text, street: text, city: text }),
      ],
    },
  }),
  'a model of Python': {
    title: 'Order',
    type: 'object',
    properties: {
      id: { title: 'Id', type: 'string', format: 'uuid' },
      status: { $ref: '#/$defs/Status' },
      lines: { type: 'array', minItems: 1, items: { $ref: '#/$defs/Line' } },
      note: { anyOf: [{ type: 'string', maxLength: 20 }, { type: 'null' }], default: null },
      created: { type: 'string', format: 'date-time' },
      meta: { type: 'object', additionalProperties: { type: 'string' } },
    },
    required: ['id', 'status', 'lines', 'created', 'meta'],
    $defs: {
      Status: { enum: ['open', 'paid', 'shipped'], type: 'string' },
      Line: {
        type: 'object',
        properties: {
          sku: { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' },
          price: { type: 'number', exclusiveMinimum: 0, multipleOf: 0.01 },
        },
        required: ['sku', 'price'],
      },
    },
  },
  'a record of scores': {
    type: 'object',
    propertyNames: { pattern: '^[a-z]+$' },
    additionalProperties: { type: 'number', minimum: 0, maximum: 1 },
    minProperties: 3,
  },
  'a point or a line': {
    oneOf: [
      closed({
        type: { const: 'Point' },
        coordinates: { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 3 },
      }),
      closed({
        type: { const: 'LineString' },
        coordinates: {
          type: 'array',
          minItems: 2,
          items: {
            type: 'array',
            prefixItems: [{ type: 'number' }, { type: 'number' }],
            items: false,
            minItems: 2,
          },
        },
      }),
    ],
  },
  'a call by JSON-RPC': {
    type: 'object',
    required: ['jsonrpc', 'method'],
    properties: {
      jsonrpc: { const: '2.0' },
      method: { type: 'string', pattern: '^(?!rpc\\.)[a-z]+/[a-z]+$' },
      params: { type: ['object', 'array'] },
      id: { type: ['string', 'integer', 'null'] },
    },
  },
  'a condition': {
    type: 'object',
    properties: { country: { enum: ['US', 'NL'] }, code: text },
    required: ['country', 'code'],
    if: { properties: { country: { const: 'US' } } },
    then: { properties: { code: { pattern: '^\\d{5}$' } } },
    else: { properties: { code: { pattern: '^\\d{4} [A-Z]{2}$' } } },
  },
  'what comes along': {
    type: 'object',
    properties: { card: { type: 'string', pattern: '^\\d{16}$' }, address: text },
    required: ['card'],
    dependentRequired: { card: ['address'] },
    dependentSchemas: {
      card: { properties: { cvc: { type: 'string', minLength: 3, maxLength: 4 } }, required: ['cvc'] },
    },
  },
  'an extension that is closed': {
    allOf: [{ type: 'object', properties: { street: text, city: text }, required: ['street', 'city'] }],
    properties: { kind: { enum: ['home', 'work'] } },
    required: ['kind'],
    unevaluatedProperties: false,
  },
  'distinct weekdays': {
    type: 'array',
    uniqueItems: true,
    minItems: 7,
    items: { enum: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] },
  },
  'one that is contained': {
    type: 'array',
    items: { type: 'integer' },
    contains: { minimum: 100 },
    maxContains: 1,
    minItems: 4,
  },
  'something that is not': { not: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] } },
  'every format': closed(
    Object.fromEntries(
      [
        'date-time',
        'date',
        'time',
        'email',
        'uuid',
        'uri',
        'hostname',
        'ipv4',
        'ipv6',
        'duration',
        'regex',
        'json-pointer',
        'uri-template',
        'byte',
      ].map((format) => [format, { type: 'string', format }]),
    ),
  ),
  'long texts in a format': closed({
    mail: { type: 'string', format: 'email', minLength: 60 },
    site: { type: 'string', format: 'uri', minLength: 90 },
    host: { type: 'string', format: 'hostname', minLength: 100 },
  }),
  anything: {},
  'many countries': closed({ country: { enum: Array.from({ length: 900 }, (_, i) => `country ${i}`) } }),
  'names of JavaScript': closed({
    constructor: text,
    toString: { type: 'number' },
    hasOwnProperty: { type: 'boolean' },
  }),
  anchors: {
    $ref: '#item',
    $defs: {
      a: { $anchor: 'item', ...closed({ b: { $ref: 'urn:x' } }) },
      b: { $id: 'urn:x', type: 'integer' },
    },
  },
  'pointers with escapes': closed({ a: { $ref: '#/$defs/a~1b%25' } }),
};
(SCHEMAS['pointers with escapes'] as { $defs: object }).$defs = { 'a/b%': { type: 'boolean' } };

/** Spellings of draft 7. */
const DRAFT_7: Readonly<Record<string, object>> = {
  'a tuple': {
    type: 'array',
    items: [{ type: 'string' }, { type: 'integer' }],
    additionalItems: false,
    minItems: 2,
  },
  'definitions and dependencies': {
    type: 'object',
    properties: { a: { $ref: '#/definitions/a' }, b: { type: 'string' } },
    required: ['a'],
    dependencies: { a: ['b'], b: { properties: { c: { type: 'integer' } }, required: ['c'] } },
    definitions: { a: { type: 'number', exclusiveMinimum: 3, maximum: 3.5 } },
  },
};

function instances(schema: object): unknown[] {
  return [1, 2, 3, 4, 5].map((seed) => {
    const random = seededRandom(seed);
    const suggestions = new PromptSuggestions(new PromptText(PROMPT), {
      onlyMentioned: seed % 2 === 0,
      random,
    });
    return JSON.parse(
      JSON.stringify(new InstanceGenerator(schema, suggestions, random).instance()),
    ) as unknown;
  });
}

describe('instances of schemas as people send them', () => {
  it.each(Object.keys(SCHEMAS))('keep to %s', (name) => {
    const validate = addFormats(new Ajv2020({ strict: false })).compile(SCHEMAS[name]);
    for (const instance of instances(SCHEMAS[name])) {
      expect([validate(instance), validate.errors, instance]).toEqual([true, null, instance]);
    }
  });

  it.each(Object.keys(DRAFT_7))('keep to %s of draft 7', (name) => {
    const validate = addFormats(new Ajv({ strict: false })).compile(DRAFT_7[name]);
    for (const instance of instances(DRAFT_7[name])) {
      expect([validate(instance), validate.errors, instance]).toEqual([true, null, instance]);
    }
  });
});
