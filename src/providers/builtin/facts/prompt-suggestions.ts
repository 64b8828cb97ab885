import type { JsonType, JsonValue, SchemaObject } from '../schema/json-schema';
import type { Slot, Suggestions } from '../schema/suggestions';
import type { Fact } from './extract-facts';
import { labelledValue } from './labelled-value';
import { plausibleValues } from './plausible-values';
import type { PromptText } from './prompt-text';
import { isTellingName, propertyKind } from './property-kinds';
import { nameWords } from './property-words';
import { FACTS_OF_FORMAT, toFormat } from './to-format';

/** Items of an array that are taken from the prompt. */
const MAX_ITEMS = 20;

type Wanted = 'string' | 'number';

interface PromptSuggestionsOptions {
  /** Whether properties that may be left out are there only where the prompt speaks of them. */
  readonly onlyMentioned: boolean;
  /** Facts that are somebody else's, and are taken where no other is left. */
  readonly reserved?: readonly Fact[];
  readonly random: () => number;
}

/** Proposes what a prompt mentions, place by place, and what is plausible by a property's name otherwise. */
export class PromptSuggestions implements Suggestions {
  /** Facts that have found a place, in order; each finds one only. */
  private readonly used: Fact[] = [];
  /** The facts behind the values that were proposed last. */
  private offered = new Map<JsonValue, Fact>();

  constructor(
    private readonly prompt: PromptText,
    private readonly options: PromptSuggestionsOptions,
  ) {}

  /** The facts that have found a place so far. */
  get usedFacts(): readonly Fact[] {
    return this.used;
  }

  *propose(slot: Slot, type: JsonType, schemas: readonly SchemaObject[]): Generator<JsonValue> {
    const words = nameWords(slot.path.at(-1) ?? '');
    if (type === 'boolean') {
      yield this.prompt.affirms(words);
    } else if (type === 'string' || type === 'number' || type === 'integer') {
      const wanted = type === 'string' ? 'string' : 'number';
      const values = [
        ...this.drawn(words, wanted, schemas, slot),
        ...schemas.flatMap(({ default: preset }) => (preset == null ? [] : [preset])),
        ...plausibleValues(words, wanted, this.prompt, this.options.random),
      ];
      // The same again only where there is nothing else.
      const fresh = values.filter((value) => !slot.siblings.includes(value));
      yield* fresh;
      if (fresh.length < values.length) yield* values;
    }
  }

  rank(slot: Slot, values: readonly JsonValue[]): readonly JsonValue[] {
    const placed = values.map((value) => ({ value, at: this.prompt.mentionOf(value) }));
    const mentioned = placed.filter(({ value, at }) => at !== -1 && !slot.siblings.includes(value));
    if (mentioned.length > 0) return mentioned.sort((a, b) => a.at - b.at).map(({ value }) => value);
    const telling = values.filter((value) => value !== null);
    const first = Math.floor(this.options.random() * telling.length);
    return telling.length > 0 ? [...telling.slice(first), ...telling.slice(0, first)] : values;
  }

  /** Where only what is mentioned is wanted: the property by its name, one of its values, or a fact that fits. */
  wants(slot: Slot, schemas: readonly SchemaObject[]): boolean {
    if (!this.options.onlyMentioned) return true;
    const words = nameWords(slot.path.at(-1) ?? '');
    if (this.prompt.speaksOf(words)) return true;
    const fixed = schemas.flatMap(({ enum: values = [], const: only }) => [
      ...values,
      ...(only === undefined ? [] : [only]),
    ]);
    if (fixed.length > 0) return fixed.some((value) => this.prompt.mentionOf(value) !== -1);
    const wanted = wantedType(schemas);
    return (
      isTellingName(words) &&
      this.fitting(words, wanted, schemas).some((fact) => typeof fact.value === wanted)
    );
  }

  lengthOf(slot: Slot, schemas: readonly SchemaObject[]): number | undefined {
    if (schemas.some(({ properties }) => properties)) return undefined;
    const fixed = schemas.flatMap((schema) => schema.enum ?? []);
    const mentioned = fixed.filter((value) => this.prompt.mentionOf(value) !== -1).length;
    if (mentioned > 0) return Math.min(mentioned, MAX_ITEMS);
    const wanted = wantedType(schemas);
    const fitting = this.fitting(nameWords(slot.path.at(-1) ?? ''), wanted, schemas);
    const usable = fitting.filter(
      (fact) => typeof fact.value === wanted && !this.options.reserved?.includes(fact),
    );
    if (usable.length === 0) return undefined;
    return Math.min(usable.filter(({ kind }) => kind === usable[0].kind).length, MAX_ITEMS);
  }

  use(value: JsonValue): void {
    const fact = this.offered.get(value);
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

  /** What the prompt itself offers: what is labelled with the name, and the facts of the right kinds. */
  private drawn(
    words: readonly string[],
    wanted: Wanted,
    schemas: readonly SchemaObject[],
    slot: Slot,
  ): JsonValue[] {
    this.offered = new Map();
    const format = formatOf(schemas);
    const time = this.prompt.facts.find(({ kind }) => kind === 'time')?.value;
    const values: JsonValue[] = [];
    for (const fact of this.fitting(words, wanted, schemas)) {
      if (wanted === 'number' && typeof fact.value !== 'number') continue;
      const value = wanted === 'number' ? fact.value : toFormat(fact, format ?? '', time?.toString());
      if (!this.offered.has(value)) this.offered.set(value, fact);
      values.push(value);
    }
    const labelled =
      slot.siblings.length > 0
        ? undefined
        : labelledValue(this.prompt.text, this.prompt.lower, words, wanted);
    if (labelled === undefined) return values;
    const isFirst = labelled.quoted || wanted === 'number' || !isTellingName(words);
    const own = this.prompt.facts.find(({ value }) => value === labelled.value);
    if (own) this.offered.set(labelled.value, own);
    return isFirst ? [labelled.value, ...values] : [...values, labelled.value];
  }

  private fitting(words: readonly string[], wanted: Wanted, schemas: readonly SchemaObject[]): Fact[] {
    const kinds = FACTS_OF_FORMAT[formatOf(schemas) ?? ''] ?? propertyKind(words, wanted).facts;
    const { reserved = [] } = this.options;
    const free = this.prompt.facts.filter((fact) => !this.used.includes(fact));
    const own = free.filter((fact) => !reserved.includes(fact));
    const others = free.filter((fact) => reserved.includes(fact));
    return [own, others].flatMap((facts) =>
      kinds.flatMap((kind) => facts.filter((fact) => fact.kind === kind)),
    );
  }
}

const formatOf = (schemas: readonly SchemaObject[]): string | undefined =>
  schemas.find(({ format }) => format !== undefined)?.format;

const wantedType = (schemas: readonly SchemaObject[]): Wanted =>
  schemas.some(({ type }) => type === 'number' || type === 'integer') ? 'number' : 'string';
