import type { PromptText } from '../facts/prompt-text';
import { propertyKind } from '../facts/property-kinds';
import { nameWords } from '../facts/property-words';
import { isArray, isObject } from '../schema/json-schema';
import { isTelling, stem, wordsOf } from '../words';
import type { Tool } from './tool';

/** Words of tools' names that say that something is done, and not what. */
const VERBS = new Set(
  `get set fetch find search look lookup create make add send list read write update delete remove run call do
  retrieve query check show tool function api data info information execute perform new current`
    .split(/\s+/)
    .map(stem),
);
/** Letters from which on a word counts that the other one begins with (`calc`, `calculate`). */
const PREFIX_FROM = 4;
/** Shared words from which on a description alone speaks for a tool whose name does not. */
const TELLING_DESCRIPTION = 3;

/** How plainly a tool is asked for. */
export interface Asking {
  /** 0 where it is not asked for at all. */
  readonly score: number;
  /** Where the prompt first comes to speak of it. */
  readonly at: number;
}

const NOT_AT_ALL: Asking = { score: 0, at: 0 };

/**
 * How plainly a prompt asks for a tool. What counts are telling words that the prompt
 * shares with the tool's name, and with its description and parameters; and that the prompt has a value for one
 * of the arguments that the tool demands, where it demands any. An ordinary question about the same subject
 * ("What is weather?") has none, and gets its answer in words.
 */
export function askedFor(prompt: PromptText, tool: Tool): Asking {
  const asked = prompt.tellingStems;
  const shared = (words: readonly string[]): number =>
    words.filter((word) => asked.some((other) => isSame(word, other))).length;
  const name = telling(nameWords(tool.name));
  const properties = propertiesOf(tool);
  const about = telling([...wordsOf(tool.description), ...properties.names.flatMap(nameWords)]);
  const verbatim = prompt.lower.includes(tool.name.toLowerCase()) && tool.name.length >= PREFIX_FROM;
  const named = name.filter((word) => !VERBS.has(word));
  const inName = shared(named);
  const inDescription = shared(about.filter((word) => !named.includes(word) && !VERBS.has(word)));
  const isNamed = verbatim || (inName > 0 && inName * 2 >= named.length);
  if (!isNamed && inDescription < TELLING_DESCRIPTION) return NOT_AT_ALL;
  if (!hasValueFor(prompt, tool, properties.required, asked) && !verbatim) return NOT_AT_ALL;
  const words = verbatim ? [tool.name.toLowerCase()] : inName > 0 ? named : about;
  const places = words.map((word) => prompt.lower.indexOf(word)).filter((at) => at !== -1);
  return {
    score: (verbatim ? 10 : 0) + 3 * inName + inDescription,
    at: Math.min(...places, prompt.text.length),
  };
}

const telling = (words: readonly string[]): string[] => [...new Set(words.filter(isTelling).map(stem))];

const isSame = (one: string, other: string): boolean =>
  one === other ||
  (Math.min(one.length, other.length) >= PREFIX_FROM && (one.startsWith(other) || other.startsWith(one)));

function propertiesOf({ parameters }: Tool): { names: string[]; required: string[] } {
  const { properties, required } = (isObject(parameters) ? parameters : {}) as Readonly<
    Record<string, unknown>
  >;
  return {
    names: isObject(properties) ? Object.keys(properties) : [],
    required: isArray(required) ? required.filter((name) => typeof name === 'string') : [],
  };
}

/** Whether a tool that demands arguments finds something for one of them in the prompt. */
function hasValueFor(
  prompt: PromptText,
  tool: Tool,
  required: readonly string[],
  asked: readonly string[],
): boolean {
  if (tool.kind === 'custom' || required.length === 0) return true;
  const kinds = new Set(prompt.facts.map(({ kind }) => kind));
  const { properties } = tool.parameters as { properties?: Readonly<Record<string, unknown>> };
  return required.some((name) => {
    const words = nameWords(name);
    const schema = properties?.[name];
    const { type, enum: values } = (isObject(schema) ? schema : {}) as Readonly<Record<string, unknown>>;
    if (isArray(values))
      return values.some((value) => typeof value === 'string' && asked.includes(stem(value.toLowerCase())));
    const isNumber = type === 'number' || type === 'integer';
    const { facts, values: made } = propertyKind(words, isNumber ? 'number' : 'string');
    const isTextOfPrompt = made === 'prompt' || made === 'expression' || made === 'sentence';
    return isTextOfPrompt || facts.some((kind) => kinds.has(kind) && (kind === 'number' || !isNumber));
  });
}
