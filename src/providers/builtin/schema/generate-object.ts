import { schemasForProperty } from './children';
import type { JsonSchema, JsonValue, SchemaObject } from './json-schema';
import type { Maker, Making } from './making';
import { satisfies } from './satisfies';
import { Unsatisfiable } from './unsatisfiable';

/** Entries of an object that is a map from names of the model's choosing. */
const MAP_ENTRIES = 2;
/** Properties that a schema may demand. */
const MAX_PROPERTIES = 2_000;
/** Names that are tried for each property that has to be made up. */
const NAME_TRIES = 8;

/** Makes an object: what is required, what is worth having of the rest, and made-up names where more is needed. */
export function generateObject(generator: Maker, making: Making): JsonValue {
  return new ObjectMaker(generator, making).make();
}

class ObjectMaker {
  private readonly members = new Map<string, JsonValue>();
  private readonly required: ReadonlySet<string>;
  private readonly declared: readonly string[];
  private readonly least: number;
  private readonly most: number;

  constructor(
    private readonly generator: Maker,
    private readonly making: Making,
  ) {
    const { schemas } = making;
    this.least = Math.max(0, ...schemas.map(({ minProperties = 0 }) => minProperties));
    this.most = Math.min(...schemas.map(({ maxProperties = Infinity }) => maxProperties));
    if (this.least > MAX_PROPERTIES) throw new Unsatisfiable('it demands too many properties', true);
    this.required = this.closed(schemas.flatMap(({ required = [] }) => required));
    const named = schemas.flatMap(({ properties = {} }) => Object.keys(properties));
    this.declared = [...new Set([...named, ...this.required])];
  }

  make(): JsonValue {
    const { declared, required } = this;
    const optional = declared.filter((name) => !required.has(name) && this.isPossible(name));
    const wanted = new Set(optional.filter((name) => this.isWanted(name)));
    // What has to be filled up is filled up by what is declared, before names are made up.
    for (const name of optional) {
      if (required.size + wanted.size < this.least) wanted.add(name);
    }
    for (const name of declared) {
      if (required.has(name)) this.members.set(name, this.child(name));
      else if (wanted.has(name)) this.addOptional(name, required.size);
    }
    this.fillUp();
    return Object.fromEntries(this.members);
  }

  /** With all names that come along with these by `dependentRequired`. */
  private closed(names: readonly string[]): Set<string> {
    const all = new Set(names);
    for (const name of all) {
      for (const { dependentRequired, dependencies } of this.making.schemas) {
        for (const depends of [dependentRequired, dependencies]) {
          if (!depends || !Object.hasOwn(depends, name)) continue;
          const others = depends[name];
          if (Array.isArray(others)) for (const other of others as string[]) all.add(other);
        }
      }
    }
    return all;
  }

  private schemasOf(name: string): JsonSchema[] {
    const { schemas } = this.making;
    const found = schemasForProperty(schemas, name, this.generator.document);
    const isNamed = schemas.some(({ properties }) => properties && Object.hasOwn(properties, name));
    const rest = schemas.flatMap(({ unevaluatedProperties }) => unevaluatedProperties ?? []);
    return isNamed ? found : [...found, ...rest];
  }

  private child(name: string): JsonValue {
    const { slot, depth } = this.making;
    const path = [...slot.path, name];
    return this.generator.value(this.schemasOf(name), { path, taken: [], siblings: [] }, depth + 1);
  }

  private isPossible(name: string): boolean {
    return this.isAllowedName(name) && this.generator.heightOf(this.schemasOf(name)) !== Infinity;
  }

  private isWanted(name: string): boolean {
    const { attempt, sparing, slot } = this.making;
    if (sparing || attempt === 1) return false;
    if (attempt > 1) return this.generator.random() < 0.5;
    const schemas = this.schemasOf(name).filter(
      (schema): schema is SchemaObject => typeof schema === 'object',
    );
    return this.generator.suggestions.wants({ path: [...slot.path, name], taken: [], siblings: [] }, schemas);
  }

  /** An optional property that cannot be made is left out, with all that it would bring along. */
  private addOptional(name: string, reserved: number): void {
    const names = [...this.closed([name])].filter((other) => !this.members.has(other));
    const missing = names.filter((other) => !this.required.has(other));
    const others = [...this.members.keys()].filter((member) => !this.required.has(member));
    if (reserved + others.length + missing.length > this.most) return;
    const { suggestions } = this.generator;
    const mark = suggestions.mark();
    try {
      const made = missing.map((other) => [other, this.child(other)] as const);
      for (const [other, value] of made) this.members.set(other, value);
    } catch (error) {
      if (!(error instanceof Unsatisfiable) || error.final) throw error;
      suggestions.rewind(mark);
    }
  }

  private fillUp(): void {
    const { schemas, sparing, attempt } = this.making;
    const isMap = this.declared.length === 0 && schemas.some(isMapSchema);
    const target = isMap && !sparing && attempt !== 1 ? Math.max(this.least, MAP_ENTRIES) : this.least;
    for (let tries = 0; this.members.size < Math.min(target, this.most); tries++) {
      const name = tries > target * NAME_TRIES ? undefined : this.madeUpName(tries);
      if (name === undefined) {
        if (this.members.size >= this.least) return;
        throw new Unsatisfiable('no names were found for the properties that it demands');
      }
      if (!this.members.has(name) && this.isPossible(name)) this.addOptional(name, this.required.size);
    }
  }

  private madeUpName(tries: number): string | undefined {
    const { schemas, slot } = this.making;
    const { generator } = this;
    const names = schemas.flatMap(({ propertyNames = true }) =>
      propertyNames === true ? [] : propertyNames,
    );
    if (names.length > 0) return this.nameOf(names);
    const patterns = schemas.flatMap(({ patternProperties = {} }) => Object.keys(patternProperties));
    if (patterns.length > 0 && tries % 3 < 2) {
      const pattern = patterns[tries % patterns.length];
      return generator.document.pattern(pattern).write(generator.random, tries > 6 ? tries : undefined);
    }
    const [proposed] = generator.suggestions.propose(
      { path: [...slot.path, 'key'], taken: [], siblings: [] },
      'string',
      [],
    );
    if (typeof proposed === 'string' && tries === 0) return proposed;
    return `entry_${tries + 1}`;
  }

  /** @returns undefined where the schemas allow no more names */
  private nameOf(schemas: readonly JsonSchema[]): string | undefined {
    const { slot, depth } = this.making;
    const place = { path: [...slot.path, 'key'], taken: [...this.members.keys()], siblings: [] };
    try {
      return this.generator.value([...schemas, { type: 'string' }], place, depth + 1) as string;
    } catch (error) {
      if (!(error instanceof Unsatisfiable) || error.final) throw error;
      return undefined;
    }
  }

  private isAllowedName(name: string): boolean {
    return this.making.schemas.every(({ propertyNames = true }) =>
      satisfies(name, propertyNames, this.generator.document),
    );
  }
}

const isMapSchema = ({ additionalProperties, patternProperties }: SchemaObject): boolean =>
  typeof additionalProperties === 'object' || patternProperties !== undefined;
