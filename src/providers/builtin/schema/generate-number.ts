import type { JsonValue, SchemaObject } from './json-schema';
import type { Maker, Making } from './making';
import { satisfies } from './satisfies';
import { Unsatisfiable } from './unsatisfiable';

/** How far a number goes from its bound where there is no other one. */
const USUAL_SPAN = 100;
/** How much further for each other number that it must not be. */
const SPAN_OF_SIBLINGS = 4;
/** Multiples that are tried one after the other. */
const MULTIPLES_TRIED = 40;

/** Makes a number within its bounds: a proposed one, or one by chance that is easy to read. */
export function generateNumber(
  generator: Maker,
  { schemas, slot, attempt }: Making,
  type: 'integer' | 'number',
): JsonValue {
  const whole = type === 'integer';
  const good = (value: JsonValue): boolean =>
    (!whole || Number.isInteger(value)) &&
    !slot.taken.includes(value) &&
    schemas.every((schema) => satisfies(value, numeric(schema), generator.document));
  if (attempt < 3) {
    for (const proposed of generator.suggestions.propose(slot, type, schemas)) {
      if (typeof proposed !== 'number' || !good(proposed)) continue;
      generator.suggestions.use(proposed);
      return proposed;
    }
  }
  const { low, high } = range(schemas, whole, USUAL_SPAN + SPAN_OF_SIBLINGS * slot.taken.length);
  for (const candidate of candidates(generator, schemas, whole, low, high)) {
    // A negative zero is zero in JSON.
    if (good(candidate)) return candidate + 0;
  }
  throw new Unsatisfiable('no number is within the bounds that it sets');
}

/** What a schema says of numbers by itself; the rest is judged with the whole value. */
const numeric = ({
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
  multipleOf,
}: SchemaObject): SchemaObject => ({
  ...{ minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf },
});

function range(
  schemas: readonly SchemaObject[],
  whole: boolean,
  span: number,
): { low: number; high: number } {
  let low = Math.max(
    ...schemas.flatMap(({ minimum, exclusiveMinimum }) => [
      minimum ?? -Infinity,
      exclusiveMinimum ?? -Infinity,
    ]),
  );
  let high = Math.min(
    ...schemas.flatMap(({ maximum, exclusiveMaximum }) => [
      maximum ?? Infinity,
      exclusiveMaximum ?? Infinity,
    ]),
  );
  if (whole) [low, high] = [Math.ceil(low), Math.floor(high)];
  if (low === -Infinity) low = high === Infinity ? 0 : Math.min(0, high - span);
  if (high === Infinity) high = Math.max(low + span, low + Math.abs(low) * Number.EPSILON * 4);
  return { low, high };
}

function* candidates(
  generator: Maker,
  schemas: readonly SchemaObject[],
  whole: boolean,
  low: number,
  high: number,
): Generator<number> {
  const steps = schemas.flatMap(({ multipleOf = [] }) => multipleOf);
  const at = low + generator.random() * (high - low);
  if (steps.length === 0) {
    if (!whole) yield Number(at.toFixed(2));
    yield* [Math.round(at), whole ? Math.floor(at) : at, low, high, low + 1, high - 1, (low + high) / 2];
    const nudge = Math.max(Math.abs(low), Math.abs(high)) * Number.EPSILON;
    yield* [low + nudge, high - nudge, low + 2 * nudge];
    return;
  }
  const step = commonMultiple(whole ? [...steps, 1] : steps);
  const [first, last] = [Math.ceil(low / step), Math.floor(high / step)];
  const middle = Math.round(at / step);
  const counts = Array.from({ length: MULTIPLES_TRIED }, (_, index) => [
    middle + index,
    middle - index,
    first + index,
    last - index,
  ]).flat();
  // What fifteen digits hold comes first: 63.800000000000004 is a multiple of 0.01 for validators that divide, and
  // for nobody who reads it. Those that are no multiple by a bit of rounding have neighbours that are.
  for (const count of counts) yield Number((count * step).toPrecision(15));
  for (const count of counts) yield count * step;
  yield 0;
}

/** Of numbers that may have decimals, found in units of their last one. */
function commonMultiple(numbers: readonly number[]): number {
  const decimals = Math.max(...numbers.map((number) => (/\.(\d+)$/.exec(String(number))?.[1] ?? '').length));
  const unit = 10 ** decimals;
  const units = numbers.map((number) => Math.round(number * unit));
  const least = units.reduce((a, b) => (a / greatestDivisor(a, b)) * b);
  return Number.isSafeInteger(least) && least > 0 ? least / unit : Math.max(...numbers);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
