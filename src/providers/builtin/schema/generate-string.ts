import { FORMATS } from './formats';
import type { JsonValue, SchemaObject } from './json-schema';
import type { Maker, Making } from './making';
import { satisfies } from './satisfies';
import { Unsatisfiable } from './unsatisfiable';

/** Characters that a schema may demand. */
const MAX_CHARS = 20_000;
/** Texts that are written for a pattern before the next try. */
const PATTERN_TRIES = 8;
const FILLER = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit. ';

/** Makes a text: a proposed one, one of its format, one that its pattern matches, or one of the right length. */
export function generateString(generator: Maker, making: Making): JsonValue {
  const { schemas, slot, attempt } = making;
  const least = Math.max(0, ...schemas.map(({ minLength = 0 }) => minLength));
  const most = Math.min(...schemas.map(({ maxLength = Infinity }) => maxLength));
  if (least > MAX_CHARS) throw new Unsatisfiable('it demands too long a text', true);
  if (least > most) throw new Unsatisfiable('it demands a longer text than it allows');
  const good = (text: string): boolean =>
    !slot.taken.includes(text) &&
    schemas.every((schema) => satisfies(text, textual(schema), generator.document));
  if (attempt < 3) {
    for (const proposed of generator.suggestions.propose(slot, 'string', schemas)) {
      if (typeof proposed !== 'string' || !good(proposed)) continue;
      generator.suggestions.use(proposed);
      return proposed;
    }
  }
  for (const text of candidates(generator, making, least, most)) {
    if (good(text)) return text;
  }
  // Its parts may contradict each other only in this try.
  return '';
}

/** What a schema says of texts by itself; the rest is judged with the whole value. */
const textual = ({ minLength, maxLength, pattern, format }: SchemaObject): SchemaObject => ({
  ...{ minLength, maxLength, pattern, format },
});

function* candidates(
  generator: Maker,
  { schemas, slot, attempt }: Making,
  least: number,
  most: number,
): Generator<string> {
  const { random } = generator;
  for (const { format } of schemas) {
    if (format !== undefined && Object.hasOwn(FORMATS, format)) {
      for (let tries = 0; tries < 3; tries++) yield FORMATS[format].make(random, least);
    }
  }
  for (const { pattern: source } of schemas) {
    if (source === undefined) continue;
    const pattern = generator.document.pattern(source);
    for (let tries = 0; tries < PATTERN_TRIES; tries++) {
      const length = aimedAt(generator, least, most, tries + attempt);
      const text = pattern.write(random, length);
      yield text;
      // Where the pattern may stand anywhere, the rest of the length is free.
      const missing = least - text.length;
      if (missing > 0) yield* [text + 'x'.repeat(missing), 'x'.repeat(missing) + text];
    }
  }
  const word =
    (slot.path.at(-1) ?? 'text') + (attempt + slot.taken.length > 0 ? ` ${attempt + slot.taken.length}` : '');
  yield filled(word, least, most);
  yield filled(String(generator.below(1e9)), least, most);
  yield String.fromCharCode(97 + generator.below(26)).repeat(Math.min(Math.max(1, least), most));
}

function aimedAt(generator: Maker, least: number, most: number, tries: number): number | undefined {
  if (least === 0 && most === Infinity) return tries < 4 ? undefined : generator.below(8 * tries);
  if (tries === 0) return Math.min(most, Math.max(least, 8));
  const span = Math.min(most - least, 16);
  return least + generator.below(span + 1);
}

/** Cut or continued to a length, never inside of a character. */
function filled(text: string, least: number, most: number): string {
  const characters = Array.from(text);
  if (characters.length > most) return characters.slice(0, most).join('');
  if (characters.length >= least) return text;
  const missing = least - characters.length;
  return text + ` ${FILLER.repeat(Math.ceil(missing / FILLER.length))}`.slice(0, missing);
}
