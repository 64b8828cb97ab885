import { Conjunction, type Branching } from './conjunction';
import { generateArray } from './generate-array';
import { generateNumber } from './generate-number';
import { generateObject } from './generate-object';
import { generateString } from './generate-string';
import { isAmong } from './is-among';
import type { JsonSchema, JsonType, JsonValue } from './json-schema';
import type { Maker, Making } from './making';
import { satisfies } from './satisfies';
import { SchemaDocument } from './schema-document';
import { SchemaHeights } from './schema-heights';
import { typesToTry } from './schema-types';
import type { Slot, Suggestions } from './suggestions';
import { Unsatisfiable } from './unsatisfiable';

/** Levels from which on a value has no more than its schema demands, and takes the shortest way to its end. */
const FREE_DEPTH = 4;
/** Levels that a value may have. */
const MAX_DEPTH = 120;
/** Combinations of branches that are tried for one value. */
const MAX_COMBINATIONS = 64;
/** How often a value of one type is made anew where it did not keep to the schema. */
const ATTEMPTS = 12;
const STEPS_OF_FAILURE = 25;

/**
 * Makes an instance of a JSON schema: a value that keeps to it, meaningful where the suggestions offer
 * something, and the same one for the same random numbers. Branches are chosen, a value is built along them
 * and judged by the whole schema; what does not hold is tried anew or along other branches, within a budget.
 */
export class InstanceGenerator implements Maker {
  readonly document: SchemaDocument;
  private readonly heights: SchemaHeights;

  /**
   * @param random numbers in [0, 1)
   * @throws Unsatisfiable where the schema is none
   */
  constructor(
    schema: JsonSchema,
    readonly suggestions: Suggestions,
    readonly random: () => number,
  ) {
    this.document = new SchemaDocument(schema);
    this.heights = new SchemaHeights(this.document);
  }

  /** @throws Unsatisfiable where no value was found */
  instance(): JsonValue {
    return this.value([this.document.root], { path: [], taken: [], siblings: [] }, 0);
  }

  value(schemas: readonly JsonSchema[], slot: Slot, depth: number): JsonValue {
    const { work } = this.document;
    work.addValue();
    if (depth > MAX_DEPTH) throw new Unsatisfiable('the values it demands are nested too deep');
    const sparing = depth > FREE_DEPTH || work.isAmple;
    const whole = Conjunction.EMPTY.with(schemas, this.document);
    let combinations = 0;
    for (const { parts } of whole ? this.resolved(whole, 0, sparing) : []) {
      if (++combinations > MAX_COMBINATIONS) break;
      for (const type of typesToTry(parts)) {
        const value = this.tried(type, { given: schemas, schemas: parts, slot, depth, attempt: 0, sparing });
        if (value !== undefined) return value;
      }
    }
    // An error costs as much as many steps, and failing again and again is what endless searches consist of.
    work.spend(STEPS_OF_FAILURE);
    throw new Unsatisfiable(`no value was found for ${placeOf(slot)}`);
  }

  heightOf(schemas: readonly JsonSchema[]): number {
    return this.heights.of(schemas);
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private tried(type: JsonType, making: Making): JsonValue | undefined {
    const { suggestions } = this;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const mark = suggestions.mark();
      try {
        const value = this.made(type, { ...making, attempt });
        if (value === undefined) break;
        if (this.isGood(value, making)) return value;
      } catch (error) {
        if (!(error instanceof Unsatisfiable) || error.final) throw error;
        suggestions.rewind(mark);
        break;
      }
      suggestions.rewind(mark);
    }
    return undefined;
  }

  private isGood(value: JsonValue, { given, slot }: Making): boolean {
    if (isAmong(slot.taken, value, this.document.work)) return false;
    return given.every((schema) => satisfies(value, schema, this.document));
  }

  private made(type: JsonType, making: Making): JsonValue | undefined {
    const allowed = making.schemas.find((schema) => schema.enum || schema.const !== undefined);
    if (allowed) {
      if (making.attempt > 0) return undefined;
      const values = allowed.const !== undefined ? [allowed.const] : allowed.enum!;
      return this.suggestions.rank(making.slot, values).find((value) => this.isGood(value, making));
    }
    switch (type) {
      case 'null':
        return making.attempt === 0 ? null : undefined;
      case 'boolean':
        return this.boolean(making);
      case 'integer':
      case 'number':
        return generateNumber(this, making, type);
      case 'string':
        return generateString(this, making);
      case 'array':
        return generateArray(this, making);
      case 'object':
        return generateObject(this, making);
    }
  }

  private boolean({ slot, schemas, attempt }: Making): boolean | undefined {
    const [proposed = true] = this.suggestions.propose(slot, 'boolean', schemas);
    return [proposed === true, proposed !== true].at(attempt > 1 ? 2 : attempt);
  }

  /** Every combination of ways through the branchings, lazily, the most promising first. */
  private *resolved(whole: Conjunction, from: number, sparing: boolean): Generator<Conjunction> {
    if (from === whole.branchings.length) {
      yield whole;
      return;
    }
    for (const way of this.ordered(whole.branchings[from], sparing)) {
      const next = whole.with(way, this.document);
      if (next) yield* this.resolved(next, from + 1, sparing);
    }
  }

  private ordered({ ways, equal }: Branching, sparing: boolean): readonly (readonly JsonSchema[])[] {
    const ending = ways.filter((way) => this.heightOf(way) !== Infinity);
    if (sparing) return ending.toSorted((a, b) => this.heightOf(a) - this.heightOf(b));
    if (!equal) return ending;
    const telling = ending.filter(([way]) => typeof way !== 'object' || way.type !== 'null');
    const first = this.below(telling.length);
    const rest = ending.filter((way) => !telling.includes(way));
    return [...telling.slice(first), ...telling.slice(0, first), ...rest];
  }
}

const placeOf = ({ path }: Slot): string => (path.length === 0 ? 'the whole' : `'${path.join('.')}'`);
