import { isObject, type JsonType, type JsonValue, type SchemaObject } from '../schema/json-schema';
import type { Slot, Suggestions } from '../schema/suggestions';
import { isTelling, stem, wordsOf } from '../words';
import { extractFacts, type Fact } from './extract-facts';
import { labelledValue } from './labelled-value';
import { propertyKind, type PropertyKind } from './property-kinds';
import { nameWords } from './property-words';

/** Characters of a prompt that are read for values. */
const READ_CHARS = 8_000;
/** Items of an array that are taken from the prompt. */
const MAX_ITEMS = 20;
/** Characters of a text that the prompt's words are put together to. */
const TOPIC_WORDS = 4;
const NO = /\b(?:no|not|without|don't|do not|never|disable|exclude|except|off)\b(?:\W+\w+){0,2}\W+$/i;

export interface PromptSuggestionsOptions {
  /** The words that the model answers. */
  readonly prompt: string;
  /** Whether properties that may be left out are there only where the prompt speaks of them. */
  readonly onlyMentioned: boolean;
  readonly random: () => number;
}

/** Proposes what a prompt mentions, place by place, and what is plausible by a property's name otherwise. */
export class PromptSuggestions implements Suggestions {
  private readonly text: string;
  private readonly facts: readonly Fact[];
  private readonly stems: ReadonlySet<string>;
  private readonly topic: string;
  /** What has been used, in order; facts only count, and each once. */
  private readonly used: Fact[] = [];
  private readonly random: () => number;

  constructor(private readonly options: PromptSuggestionsOptions) {
    this.text = options.prompt.slice(0, READ_CHARS).trim();
    this.random = options.random;
    this.facts = extractFacts(this.text);
    const words = wordsOf(this.text);
    this.stems = new Set(words.map(stem));
    this.topic = [...new Set(words.filter(isTelling))].slice(0, TOPIC_WORDS).join(' ');
  }

  /** The facts that have found a place so far. */
  get usedFacts(): readonly Fact[] {
    return this.used;
  }

  /** The facts of the same enumeration as one of them, in order. */
  groupOf(fact: Fact): readonly Fact[] {
    return this.facts.filter(({ group }) => group === fact.group);
  }

  *propose(slot: Slot, type: JsonType, schemas: readonly SchemaObject[]): Generator<JsonValue> {
    const name = slot.path.at(-1) ?? '';
    const words = nameWords(name);
    if (type === 'boolean') {
      yield this.isAffirmed(words);
      return;
    }
    if (type !== 'string' && type !== 'number' && type !== 'integer') return;
    const wanted = type === 'string' ? 'string' : 'number';
    const labelled = labelledValue(this.text, words, wanted);
    if (labelled !== undefined && !slot.taken.includes(labelled)) yield labelled;
    const kind = propertyKind(words, wanted);
    for (const fact of this.fitting(kind)) {
      if (typeof fact.value === wanted) yield fact.value;
      else if (wanted === 'string' && fact.kind === 'number') yield String(fact.value);
    }
    yield* examplesOf(schemas);
    yield* this.plausible(kind, wanted);
  }

  rank(_: Slot, values: readonly JsonValue[]): readonly JsonValue[] {
    const scored = values.map((value, index) => ({ value, index, at: this.mentionOf(value) }));
    const mentioned = scored.filter(({ at }) => at !== -1);
    if (mentioned.length > 0) return mentioned.sort((a, b) => a.at - b.at).map(({ value }) => value);
    const telling = values.filter((value) => value !== null);
    const first = Math.floor(this.random() * telling.length);
    return telling.length > 0 ? [...telling.slice(first), ...telling.slice(0, first)] : values;
  }

  wants(slot: Slot, schemas: readonly SchemaObject[]): boolean {
    return !this.options.onlyMentioned || this.isMentioned(slot.path.at(-1) ?? '', schemas);
  }

  /** Whether the prompt has something to say to a property. */
  isMentioned(name: string, schemas: readonly SchemaObject[]): boolean {
    const words = nameWords(name);
    if (words.some((word) => isTelling(word) && this.stems.has(stem(word)))) return true;
    const fixed = schemas.flatMap((schema) => [
      ...(schema.enum ?? []),
      ...(schema.const === undefined ? [] : [schema.const]),
    ]);
    if (fixed.length > 0) return fixed.some((value) => this.mentionOf(value) !== -1);
    if (schemas.some(({ type }) => type === 'boolean')) return false;
    const isNumber = schemas.some(({ type }) => type === 'number' || type === 'integer');
    return this.fitting(propertyKind(words, isNumber ? 'number' : 'string')).some(
      ({ value }) => (typeof value === 'number') === isNumber,
    );
  }

  lengthOf(slot: Slot, schemas: readonly SchemaObject[]): number | undefined {
    const isNumber = schemas.some(({ type }) => type === 'number' || type === 'integer');
    if (schemas.some(isObject) && schemas.some(({ properties }) => properties)) return undefined;
    const fixed = schemas.flatMap((schema) => schema.enum ?? []);
    const mentioned = fixed.filter((value) => this.mentionOf(value) !== -1).length;
    if (mentioned > 0) return Math.min(mentioned, MAX_ITEMS);
    const fitting = this.fitting(
      propertyKind(nameWords(slot.path.at(-1) ?? ''), isNumber ? 'number' : 'string'),
    );
    const first = fitting.find(({ value }) => (typeof value === 'number') === isNumber);
    return first && Math.min(fitting.filter(({ kind }) => kind === first.kind).length, MAX_ITEMS);
  }

  use(value: JsonValue): void {
    const fact = this.unused().find((one) => one.value === value || String(one.value) === value);
    if (fact) this.used.push(fact);
  }

  mark(): number {
    return this.used.length;
  }

  rewind(mark: number): void {
    this.used.length = mark;
  }

  /** Sets what counts as used, so that another instance starts from there. */
  reuse(used: readonly Fact[]): void {
    this.used.splice(0, this.used.length, ...used);
  }

  private unused(): Fact[] {
    return this.facts.filter((fact) => !this.used.includes(fact));
  }

  private fitting({ facts }: PropertyKind): Fact[] {
    const unused = this.unused();
    return facts.flatMap((kind) => unused.filter((fact) => fact.kind === kind));
  }

  private *plausible({ values }: PropertyKind, wanted: 'string' | 'number'): Generator<JsonValue> {
    if (typeof values !== 'string') {
      const fitting = values.filter((value) => typeof value === wanted);
      const first = Math.floor(this.random() * fitting.length);
      yield* [...fitting.slice(first), ...fitting.slice(0, first)];
    }
    if (wanted === 'number') return;
    if (values === 'expression') yield* this.text.match(/[\d(][\d\s.()+*/^%-]*[\d)]/g) ?? [];
    if (values === 'prompt' && this.text !== '') yield this.text;
    if (values === 'sentence') {
      yield this.topic === '' ? 'Made by the built-in model.' : `In short, this is about ${this.topic}.`;
    }
    if (this.topic !== '') yield* [this.topic, ...this.topic.split(' ')];
  }

  /** True unless the prompt says no to it. */
  private isAffirmed(words: readonly string[]): boolean {
    const telling = words.filter(
      (word) => isTelling(word) && !['is', 'has', 'include', 'enable'].includes(word),
    );
    for (const word of telling) {
      const at = this.text.toLowerCase().indexOf(stem(word));
      if (at !== -1) return !NO.test(this.text.slice(Math.max(0, at - 40), at));
    }
    return true;
  }

  /** Where the prompt mentions a value; -1 where it does not. */
  private mentionOf(value: JsonValue): number {
    if (typeof value === 'number') return this.facts.find((fact) => fact.value === value)?.at ?? -1;
    if (typeof value !== 'string' || value === '') return -1;
    const words = nameWords(value);
    if (words.length === 0) return this.text.indexOf(value);
    const at = words.map((word) =>
      this.stems.has(stem(word)) ? this.text.toLowerCase().indexOf(stem(word)) : -1,
    );
    return at.includes(-1) ? -1 : Math.min(...at);
  }
}

function examplesOf(schemas: readonly SchemaObject[]): JsonValue[] {
  return schemas.flatMap(({ examples, default: preset }) => [
    ...(preset === undefined || preset === null ? [] : [preset]),
    ...(Array.isArray(examples) ? (examples as JsonValue[]) : []),
  ]);
}
