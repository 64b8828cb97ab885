import type { JsonSchema, SchemaObject } from './json-schema';
import type { SchemaDocument } from './schema-document';
import { typesOf } from './schema-types';

/** Ways on at a branching: each a list of schemas that have to hold together. */
export interface Branching {
  readonly ways: readonly (readonly JsonSchema[])[];
  /** Whether the ways stand for equals, in any order; a condition's do not. */
  readonly equal: boolean;
}

/**
 * Schemas that have to hold for one value, with references and `allOf` resolved, and the branchings
 * (`anyOf`, `oneOf`, `if`, dependent schemas) at which a way has to be chosen still.
 */
export class Conjunction {
  private constructor(
    readonly parts: readonly SchemaObject[],
    readonly branchings: readonly Branching[],
    private readonly seen: ReadonlySet<SchemaObject>,
  ) {}

  static readonly EMPTY = new Conjunction([], [], new Set());

  /** This and more schemas; undefined where they plainly contradict each other. */
  with(schemas: readonly JsonSchema[], document: SchemaDocument): Conjunction | undefined {
    document.work.spend(this.parts.length / 4);
    const parts = [...this.parts];
    const branchings = [...this.branchings];
    const seen = new Set(this.seen);
    const pending = [...schemas].reverse();
    while (pending.length > 0) {
      const schema = pending.pop()!;
      if (schema === true) continue;
      if (schema === false) return undefined;
      if (seen.has(schema)) continue;
      document.work.spend(1);
      seen.add(schema);
      parts.push(schema);
      branchings.push(...branchingsOf(schema));
      pending.push(...(schema.allOf ?? []));
      for (const reference of [schema.$ref, schema.$dynamicRef]) {
        if (reference !== undefined) pending.push(document.resolve(reference));
      }
    }
    return typesOf(parts)?.length === 0 ? undefined : new Conjunction(parts, branchings, seen);
  }
}

function branchingsOf(schema: SchemaObject): Branching[] {
  const { anyOf, oneOf, if: condition, then = true, else: otherwise = true } = schema;
  const branchings: Branching[] = [anyOf, oneOf].flatMap((branches) =>
    branches ? { ways: branches.map((branch) => [branch]), equal: true } : [],
  );
  if (condition !== undefined) {
    const ways = [
      [condition, then],
      [{ not: condition }, otherwise],
    ];
    branchings.push({ ways, equal: false });
  }
  const depends = [schema.dependencies, schema.dependentSchemas];
  for (const [name, dependent] of depends.flatMap((entries) => Object.entries(entries ?? {}))) {
    if (Array.isArray(dependent)) continue;
    const ways = [[{ not: { required: [name] } }], [{ required: [name] }, dependent as JsonSchema]];
    branchings.push({ ways, equal: false });
  }
  return branchings;
}
