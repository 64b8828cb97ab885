import type { JsonType, JsonValue, SchemaObject } from './json-schema';

/** A place in an instance that a value is wanted for. */
export interface Slot {
  /** Property names on the way to it from the root; an item has the name of its array. */
  readonly path: readonly string[];
  /** Values that it must not have: those of its siblings, where items have to be unique. */
  readonly taken: readonly JsonValue[];
  /** The items ahead of it, where it is one: the same again would say nothing new. */
  readonly siblings: readonly JsonValue[];
}

/** Where values come from that mean something. What it proposes is tried against the schema first. */
export interface Suggestions {
  /** Values for a place, the best first. */
  propose(slot: Slot, type: JsonType, schemas: readonly SchemaObject[]): Iterable<JsonValue>;
  /** The values of an enumeration in the order of preference. */
  rank(slot: Slot, values: readonly JsonValue[]): readonly JsonValue[];
  /** Whether a property that may be left out is to be there. */
  wants(slot: Slot, schemas: readonly SchemaObject[]): boolean;
  /** How many items an array should have, where anything speaks for a number. */
  lengthOf(slot: Slot, schemas: readonly SchemaObject[]): number | undefined;
  /** Notes that a proposed value was used, so that the next place gets another one. */
  use(value: JsonValue): void;
  /** A mark to which {@link rewind} takes back what was used since. */
  mark(): number;
  rewind(mark: number): void;
}
