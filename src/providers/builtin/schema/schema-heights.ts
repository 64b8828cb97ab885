import type { JsonSchema, JsonType, SchemaObject } from './json-schema';
import { ALL_TYPES, typesOf } from './schema-types';
import type { SchemaDocument } from './schema-document';
import { schemasForItem, schemasForProperty } from './children';

/** Rounds after which a height that still grows counts as endless. */
const MAX_ROUNDS = 200;

/**
 * How many levels of values each schema needs at least: 0 for a scalar, `Infinity` where it never comes to an
 * end. Whoever is deep enough already chooses the branch that ends soonest, and so surely ends.
 */
export class SchemaHeights {
  private readonly heights = new Map<SchemaObject, number>();

  constructor(private readonly document: SchemaDocument) {
    // Forwards and backwards in turn, so that a chain of references is measured in one round, whichever way it runs.
    for (let round = 0; round < MAX_ROUNDS; round++) {
      let changed = false;
      document.work.spend(document.schemas.size / 2);
      const schemas = [...document.schemas];
      for (const schema of round % 2 === 0 ? schemas.reverse() : schemas) {
        const height = this.measure(schema);
        changed ||= height !== this.heights.get(schema);
        this.heights.set(schema, height);
      }
      if (!changed) return;
    }
  }

  /** Least levels of a value that keeps to all of the schemas, as far as each by itself shows it. */
  of(schemas: readonly JsonSchema[]): number {
    return Math.max(0, ...schemas.map((schema) => this.one(schema)));
  }

  private one(schema: JsonSchema): number {
    if (typeof schema === 'boolean') return schema ? 0 : Infinity;
    // Made while generating, from conditions: it demands nothing that has not been measured.
    return this.heights.get(schema) ?? (this.document.schemas.has(schema) ? Infinity : 0);
  }

  private measure(schema: SchemaObject): number {
    if (schema.const !== undefined || schema.enum) return 0;
    const all = [...(schema.allOf ?? [])];
    for (const reference of [schema.$ref, schema.$dynamicRef]) {
      if (reference !== undefined) all.push(this.document.resolve(reference));
    }
    const parts = [this.ofTypes(schema), this.of(all)];
    for (const branches of [schema.anyOf, schema.oneOf]) {
      if (branches) parts.push(Math.min(...branches.map((branch) => this.one(branch))));
    }
    return Math.max(...parts);
  }

  private ofTypes(schema: SchemaObject): number {
    return Math.min(...(typesOf([schema]) ?? ALL_TYPES).map((type) => this.ofType(schema, type)));
  }

  private ofType(schema: SchemaObject, type: JsonType): number {
    if (type === 'object') {
      const required = schema.required ?? [];
      return (
        1 + Math.max(0, ...required.map((name) => this.of(schemasForProperty([schema], name, this.document))))
      );
    }
    if (type === 'array') {
      const least = Math.min(schema.minItems ?? 0, (schema.prefixItems?.length ?? 0) + 1);
      const items = Array.from({ length: least }, (_, index) => this.of(schemasForItem([schema], index)));
      const contained =
        schema.contains !== undefined && schema.minContains !== 0 ? this.one(schema.contains) : 0;
      return 1 + Math.max(contained, ...items, 0);
    }
    return 0;
  }
}
