import type { JsonSchema, JsonValue, SchemaObject } from './json-schema';
import type { SchemaDocument } from './schema-document';
import type { Slot, Suggestions } from './suggestions';

/** A value that is being made. */
export interface Making {
  /** What the value is judged by in the end. */
  readonly given: readonly JsonSchema[];
  /** What has to hold for it, references resolved and all branches chosen. */
  readonly schemas: readonly SchemaObject[];
  readonly slot: Slot;
  /** Levels above it. */
  readonly depth: number;
  /** Which try this is, from 0: another try, another value. */
  readonly attempt: number;
  /** Whether to add nothing that is not demanded. */
  readonly sparing: boolean;
}

/** What the makers of single types ask for the values inside of theirs. */
export interface Maker {
  readonly document: SchemaDocument;
  readonly suggestions: Suggestions;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** A whole number from 0 up to `limit`, which is not reached. */
  below(limit: number): number;
  /** A value that keeps to all of the schemas. @throws Unsatisfiable where none was found */
  value(schemas: readonly JsonSchema[], slot: Slot, depth: number): JsonValue;
  /** Least levels of a value that keeps to all of the schemas; `Infinity` where it has no end. */
  heightOf(schemas: readonly JsonSchema[]): number;
}
