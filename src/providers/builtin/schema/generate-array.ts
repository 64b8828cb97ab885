import { itemSchemas, schemasForItem } from './children';
import type { JsonSchema, JsonValue } from './json-schema';
import type { Maker, Making } from './making';
import { Unsatisfiable } from './unsatisfiable';

/** Items that a schema may demand. */
const MAX_ITEMS = 5_000;
/** Items of an array where nothing speaks for another number, and levels below which one has to do. */
const USUAL_ITEMS = 2;
const AMPLE_DEPTH = 2;

/** Ways of placing the items that an array must contain that are tried. */
const PLACINGS_TRIED = 40;

/** Makes an array, as long as its schemas demand or as there is something to put into it. */
export function generateArray(generator: Maker, making: Making): JsonValue {
  return new ArrayMaker(generator, making).make();
}

class ArrayMaker {
  /** What must be contained, one list for each `contains`. */
  private readonly contained: readonly (readonly JsonSchema[])[];
  /** What the other items must keep to, so that not too many are like those. */
  private readonly restraints: readonly JsonSchema[];
  private readonly unique: boolean;

  constructor(
    private readonly generator: Maker,
    private readonly making: Making,
  ) {
    const { schemas } = making;
    const containing = schemas.filter(({ contains }) => contains !== undefined);
    this.contained = containing.map(({ contains = true, minContains = 1 }) => {
      if (minContains > MAX_ITEMS) throw tooMany();
      return Array.from({ length: minContains }, () => contains);
    });
    this.restraints = containing
      .filter(({ maxContains }) => maxContains !== undefined)
      .map(({ contains = true }) => ({ not: contains }));
    this.unique = schemas.some(({ uniqueItems }) => uniqueItems);
  }

  make(): JsonValue {
    const apart = this.contained.flat().map((schema) => [schema]);
    if (this.contained.length < 2) return this.containing(apart);
    const mark = this.generator.suggestions.mark();
    try {
      return this.containing(apart);
    } catch (error) {
      if (!(error instanceof Unsatisfiable) || error.final) throw error;
      this.generator.suggestions.rewind(mark);
    }
    // One item may be what several of them ask for.
    const longest = Math.max(...this.contained.map(({ length }) => length));
    return this.containing(
      Array.from({ length: longest }, (_, index) =>
        this.contained.flatMap((schemas) => schemas[index] ?? []),
      ),
    );
  }

  /** @param demands schemas of the items that must be there, whatever the others are */
  private containing(demands: readonly (readonly JsonSchema[])[]): JsonValue {
    const { generator, making } = this;
    const { least, most } = bounds(making, demands.length);
    const length = chooseLength(generator, making, least, most);
    let refusal: Unsatisfiable | undefined;
    for (const places of placings(demands.length, length)) {
      const mark = generator.suggestions.mark();
      try {
        return this.items(length, least, (index) => demands[places.indexOf(index)]);
      } catch (error) {
        if (!(error instanceof Unsatisfiable) || error.final) throw error;
        generator.suggestions.rewind(mark);
        refusal = error;
      }
    }
    throw refusal ?? new Unsatisfiable('it demands more items than it allows');
  }

  private items(
    length: number,
    least: number,
    demandAt: (index: number) => readonly JsonSchema[] | undefined,
  ): JsonValue[] {
    const { schemas, slot, depth } = this.making;
    const items: JsonValue[] = [];
    for (let index = 0; index < length; index++) {
      const extra = demandAt(index) ?? this.restraints;
      const all = [...schemasForItem(schemas, index), ...unevaluated(this.making, index), ...extra];
      try {
        items.push(
          this.generator.value(
            all,
            { path: slot.path, taken: this.unique ? items : [], siblings: items },
            depth + 1,
          ),
        );
      } catch (error) {
        const enough = items.length >= least && this.contained.length === 0;
        if (enough && error instanceof Unsatisfiable && !error.final) return items;
        throw error;
      }
    }
    return items;
  }
}

/**
 * Indices for so many items among all: at the end first, where leading items with schemas of their own are in the
 * way least. Two are tried apart from each other too, more only side by side.
 */
function* placings(count: number, length: number): Generator<readonly number[]> {
  const last = length - count;
  let tried = 0;
  for (let from = last; from >= 0 && tried < PLACINGS_TRIED; from--, tried++) {
    yield Array.from({ length: count }, (_, index) => from + index);
    if (count === 0) return;
  }
  if (count !== 2) return;
  for (let first = length - 1; first >= 0; first--) {
    for (let second = length - 1; second >= 0 && tried < PLACINGS_TRIED; second--) {
      if (first === second || second === first + 1) continue;
      tried++;
      yield [first, second];
    }
  }
}

/** Fewest and most items: where no item can be at an index, the array ends ahead of it. */
function bounds({ schemas }: Making, contained: number): { least: number; most: number } {
  const least = Math.max(contained, ...schemas.map(({ minItems = 0 }) => minItems));
  if (least > MAX_ITEMS) throw tooMany();
  const most = Math.min(
    ...schemas.map((schema) => {
      const { prefix, rest } = itemSchemas(schema);
      const closed = prefix.indexOf(false);
      const open = rest === false ? prefix.length : Infinity;
      return Math.min(schema.maxItems ?? Infinity, closed === -1 ? open : closed);
    }),
  );
  if (least > most) throw new Unsatisfiable('it demands more items than it allows');
  return { least, most };
}

function chooseLength(generator: Maker, making: Making, least: number, most: number): number {
  const { schemas, slot, depth, sparing, attempt } = making;
  const first = schemasForItem(schemas, 0);
  if (sparing || attempt === 1 || generator.heightOf(first) === Infinity) return least;
  const objects = first.filter((schema) => typeof schema === 'object');
  const prefix = Math.max(0, ...schemas.map((schema) => itemSchemas(schema).prefix.length));
  const usual = depth > AMPLE_DEPTH ? 1 : USUAL_ITEMS;
  const wanted = prefix || (generator.suggestions.lengthOf(slot, objects) ?? usual);
  const length = attempt < 2 ? wanted : generator.below(wanted + 2);
  return Math.min(Math.max(length, least), most);
}

/** Items that no keyword of the schemas speaks of. */
function unevaluated({ schemas }: Making, index: number): JsonSchema[] {
  const isSpokenOf = schemas.some((schema) => {
    const { prefix, rest } = itemSchemas(schema);
    return index < prefix.length || rest !== undefined;
  });
  return isSpokenOf ? [] : schemas.flatMap(({ unevaluatedItems = [] }) => unevaluatedItems);
}

const tooMany = (): Unsatisfiable => new Unsatisfiable('it demands too many items', true);
