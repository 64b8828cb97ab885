import { GenerationError } from '../../../generation/generation-error';
import { nameWords } from '../facts/property-words';
import type { JsonSchema, SchemaObject } from '../schema/json-schema';
import { isObject } from '../schema/json-schema';

/** The form that an answer in JSON must have. */
export interface JsonFormat {
  readonly schema: JsonSchema;
  readonly param: string;
}

/** Properties of an object that the prompt describes in words. */
const MAX_KEYS = 24;

/**
 * What `response_format` asks for.
 * @param prompt the words that may name the keys, where there is no schema
 * @returns undefined for plain text
 * @throws GenerationError `invalid_value` for what is no format
 */
export function jsonFormatOf(wire: unknown, prompt: string): JsonFormat | undefined {
  if (wire === undefined) return undefined;
  const { type, json_schema: named } = (isObject(wire) ? wire : {}) as {
    type?: unknown;
    json_schema?: unknown;
  };
  if (type === 'text') return undefined;
  if (type === 'json_object') return { schema: schemaInWords(prompt), param: 'response_format' };
  if (type === 'json_schema' && isObject(named)) {
    const schema = (named.schema ?? true) as JsonSchema;
    return {
      schema: schema === true ? schemaInWords(prompt) : schema,
      param: 'response_format.json_schema.schema',
    };
  }
  throw new GenerationError('invalid_value', "Invalid value for 'response_format'.", {
    param: 'response_format',
  });
}

/** The schema of an object with the keys that a prompt speaks of, or with what there is to say otherwise. */
function schemaInWords(prompt: string): SchemaObject {
  const keys = keysIn(prompt).slice(0, MAX_KEYS);
  if (keys.length === 0) keys.push('title', 'summary', 'keywords');
  return {
    type: 'object',
    properties: Object.fromEntries(keys.map((key) => [key, schemaFor(key)])),
    required: keys,
    additionalProperties: false,
  };
}

function keysIn(prompt: string): string[] {
  const shown = [
    ...prompt.matchAll(
      /["'`]?([\p{L}_][\p{L}\p{N}_-]{0,63})["'`]?\s*:(?!\/\/)\s*(?=["'`<{[\d]|string|number|bool|int|true|false|null)/gu,
    ),
  ];
  if (shown.length > 0) return unique(shown.map(([, key]) => key));
  const list =
    /\b(?:keys?|fields?|propert(?:y|ies)|attributes?|columns?)\b(?: (?:named|called|are|like))?:?\s+((?:["'`]?[\p{L}_][\p{L}\p{N}_-]{0,63}["'`]?(?:\s*,\s*(?:and |or )?|\s+(?:and|or)\s+)?)+)/iu.exec(
      prompt,
    );
  if (!list) return [];
  const names = list[1].split(/\s*,\s*(?:and |or )?|\s+(?:and|or)\s+/);
  return unique(
    names
      .map((name) => name.trim().replace(/^["'`]|["'`]$/g, ''))
      .filter((name) => /^[\p{L}\p{N}_-]+$/u.test(name)),
  );
}

const unique = (names: readonly string[]): string[] => [...new Set(names)];

const NUMBERS =
  /^(?:age|count|quantity|number|total|price|cost|amount|year|score|rating|temperature|size|limit|width|height|weight|lat|latitude|lon|longitude)$/;

function schemaFor(key: string): SchemaObject {
  const words = nameWords(key);
  const last = words.at(-1) ?? '';
  if (/^(?:is|has|can|should)$/.test(words[0] ?? '')) return { type: 'boolean' };
  if (words.some((word) => NUMBERS.test(word))) return { type: 'number' };
  if (/[^s]s$/.test(last) && !/(?:ss|us|is|address|status|news)$/.test(last))
    return { type: 'array', items: { type: 'string' } };
  return { type: 'string' };
}
