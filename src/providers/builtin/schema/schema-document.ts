import { checkSchema } from './check-schema';
import { isArray, isObject, type JsonSchema, type SchemaObject } from './json-schema';
import { Pattern } from './pattern/pattern';
import { Unsatisfiable } from './unsatisfiable';
import { WorkBudget } from './work-budget';

/** A whole schema: what its references point to, and its patterns, read once. */
export class SchemaDocument {
  /** Every schema object in it. */
  readonly schemas = new Set<SchemaObject>();
  /** What dealing with it may cost. */
  readonly work = new WorkBudget();
  private readonly named = new Map<string, SchemaObject>();
  private readonly resolved = new Map<string, JsonSchema>();
  private readonly patterns = new Map<string, Pattern>();

  /** @throws Unsatisfiable where a keyword has not the shape that it must have */
  constructor(readonly root: JsonSchema) {
    const fault = this.add(root);
    if (fault !== undefined) throw new Unsatisfiable(fault, true);
    for (const schema of this.schemas) {
      if (schema.$id !== undefined) this.named.set(schema.$id.replace(/#$/, ''), schema);
      for (const anchor of [schema.$anchor, schema.$dynamicAnchor]) {
        if (anchor !== undefined) this.named.set(`#${anchor}`, schema);
      }
    }
  }

  /**
   * What a reference points to: a JSON pointer (`#/$defs/x`), an anchor, or the `$id` of a part.
   * @throws Unsatisfiable for what is outside of the document
   */
  resolve(reference: string): JsonSchema {
    let target = this.resolved.get(reference);
    if (target === undefined) {
      target = this.find(reference);
      if (target === undefined) throw new Unsatisfiable(`'${reference}' refers to nothing in it`, true);
      this.resolved.set(reference, target);
    }
    return target;
  }

  /** @throws Unsatisfiable for what cannot be read */
  pattern(source: string): Pattern {
    let pattern = this.patterns.get(source);
    if (!pattern) this.patterns.set(source, (pattern = new Pattern(source)));
    return pattern;
  }

  private add(schema: unknown): string | undefined {
    return checkSchema(schema, (part) => this.schemas.add(part));
  }

  private find(reference: string): JsonSchema | undefined {
    const named = this.named.get(reference);
    if (named) return named;
    const hash = reference.indexOf('#');
    const base = hash === -1 ? reference : reference.slice(0, hash);
    const from = base === '' ? this.root : this.named.get(base);
    if (from === undefined || hash === -1) return from;
    const pointer = reference.slice(hash + 1);
    if (pointer === '') return from;
    if (!pointer.startsWith('/')) return this.named.get(`#${pointer}`);
    const target = follow(from, pointer);
    if (typeof target === 'boolean' || this.schemas.has(target as SchemaObject)) return target as JsonSchema;
    // It stands where no keyword holds schemas, so nobody has checked it yet.
    return isObject(target) && this.add(target) === undefined ? target : undefined;
  }
}

function follow(from: JsonSchema, pointer: string): unknown {
  let at: unknown = from;
  for (const part of pointer.slice(1).split('/')) {
    const key = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
    if (isArray(at)) at = at[Number(key)];
    else if (isObject(at) && Object.hasOwn(at, key)) at = at[key];
    else return undefined;
  }
  return at;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
