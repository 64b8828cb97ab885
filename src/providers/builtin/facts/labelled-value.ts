/** Occurrences of a name in the text that are looked at. */
const MAX_OCCURRENCES = 8;
/** Characters around an occurrence that may hold its value. */
const REACH = 240;
const LETTER = /[\p{L}\p{N}]/u;
const EMPTY = /^(?:the|a|an|it|that|this|what|for|in|of|to|and|or|not|no|is)$/i;
/** Read from behind the label on. Made once: patterns for each name would cost more than all the rest. */
const QUOTED_BEHIND = /^["']?\s*(?:(?:=|:)\s*|(?:is|of|called|named|saying)\s+)?["“']([^"”'\n]{1,200})["”']/;
const PLAIN_BEHIND =
  /^["']?\s*(?:(?:=|:)\s*|(?:is|of|called|named|saying)\s+)(?:(\p{Lu}[\p{L}\p{N}'-]*(?: \p{Lu}[\p{L}\p{N}'-]*){0,3})|([\p{L}\p{N}_-]+))/u;
const NUMBER_BEHIND = /^["']?\s*(?:=|:|is|of|to)?\s*([-−]?\d+(?:,\d{3})*(?:\.\d+)?)(?![\d-])/;
const NUMBER_AHEAD = /(?<![\p{L}\d.-])([-−]?\d+(?:,\d{3})*(?:\.\d+)?)[ -]$/u;

/** A value with its label. */
export interface LabelledValue {
  readonly value: string | number;
  /** Whether it was in quotation marks, so that nobody can doubt where it ends. */
  readonly quoted: boolean;
}

/**
 * What a text gives for a property by its name, as in `title: "Soup"`, `the priority is high`, `limit of 5` or
 * `3 passengers`.
 * @param lower the same text in lower-case
 * @param words the words of the property's name, lower-case
 */
export function labelledValue(
  text: string,
  lower: string,
  words: readonly string[],
  wanted: 'string' | 'number',
): LabelledValue | undefined {
  // Where lower-case is longer, places in the one are none in the other.
  if (words.length === 0 || lower.length !== text.length) return undefined;
  const places = placesOf(lower, words);
  if (wanted === 'number') {
    const plural = words.at(-1)!.endsWith('s') ? [...words.slice(0, -1), words.at(-1)!.slice(0, -1)] : words;
    return labelledNumber(text, places.length > 0 ? places : placesOf(lower, plural));
  }
  return labelledText(text, places);
}

interface Place {
  readonly begin: number;
  readonly end: number;
}

/** Where the words stand, together or with a sign between them, as words of their own. */
function placesOf(lower: string, words: readonly string[]): Place[] {
  const labels = words.length === 1 ? words : [' ', '_', '-', ''].map((sign) => words.join(sign));
  const places: Place[] = [];
  for (const label of labels) {
    let begin = lower.indexOf(label);
    while (begin !== -1 && places.length < MAX_OCCURRENCES) {
      if (!LETTER.test(lower[begin - 1] ?? '')) places.push({ begin, end: begin + label.length });
      begin = lower.indexOf(label, begin + label.length);
    }
  }
  return places;
}

function labelledNumber(text: string, places: readonly Place[]): LabelledValue | undefined {
  for (const { begin, end } of places) {
    const found =
      NUMBER_BEHIND.exec(text.slice(end, end + REACH)) ??
      NUMBER_AHEAD.exec(text.slice(Math.max(0, begin - 24), begin));
    if (found) return { value: Number(found[1].replaceAll(',', '').replace('−', '-')), quoted: false };
  }
  return undefined;
}

function labelledText(text: string, places: readonly Place[]): LabelledValue | undefined {
  let plain: string | undefined;
  for (const { end } of places) {
    const behind = text.slice(end, end + REACH);
    const [, quoted] = QUOTED_BEHIND.exec(behind) ?? [];
    if (quoted !== undefined) return { value: quoted, quoted: true };
    const [, name, word] = PLAIN_BEHIND.exec(behind) ?? [];
    plain ??= name ?? word;
  }
  return plain === undefined || EMPTY.test(plain) ? undefined : { value: plain, quoted: false };
}
