/** Longest value that is read behind its label. */
const MAX_VALUE = 200;
/** Longest name of a property that is looked for as a label. */
const MAX_LABEL = 80;
const NUMBER = String.raw`[-−]?\d+(?:,\d{3})*(?:\.\d+)?`;
const QUOTED = String.raw`["“']([^"”'\n]{1,${MAX_VALUE}})["”']`;
const PLAIN = String.raw`(\p{Lu}[\p{L}\p{N}'-]*(?: \p{Lu}[\p{L}\p{N}'-]*){0,3})|([\p{L}\p{N}_-]+)`;
const EMPTY = /^(?:the|a|an|it|that|this|what|for|in|of|to|and|or|not|no|is)$/i;

/** A value with its label. */
export interface LabelledValue {
  readonly value: string | number;
  /** Whether it was in quotation marks, so that nobody can doubt where it ends. */
  readonly quoted: boolean;
}

/**
 * What a text gives for a property by its name, as in `title: "Soup"`, `the priority is high`, `limit of 5` or
 * `3 passengers`.
 * @param words the words of the property's name, lower-case
 */
export function labelledValue(
  text: string,
  words: readonly string[],
  wanted: 'string' | 'number',
): LabelledValue | undefined {
  if (words.length === 0 || words.join('').length > MAX_LABEL) return undefined;
  // The words come out of a name, so they are letters and digits: nothing in them is special in a pattern.
  const label = words.map((word) => `[${word[0]}${word[0].toUpperCase()}]${word.slice(1)}`).join('[ _-]?');
  return wanted === 'number' ? labelledNumber(text, label) : labelledText(text, label);
}

function labelledNumber(text: string, label: string): LabelledValue | undefined {
  const behind = String.raw`(?<![\p{L}\p{N}])${label}["']?\s*(?:=|:|is|of|to)?\s*(${NUMBER})(?![\d-])`;
  const ahead = String.raw`(?<![\p{L}\d.-])(${NUMBER})[ -]${label.replace(/s$/, '')}`;
  const found = new RegExp(behind, 'u').exec(text) ?? new RegExp(ahead, 'u').exec(text);
  return found ? { value: Number(found[1].replaceAll(',', '').replace('−', '-')), quoted: false } : undefined;
}

function labelledText(text: string, label: string): LabelledValue | undefined {
  const head = String.raw`(?<![\p{L}\p{N}])${label}["']?\s*`;
  const joint = String.raw`(?:(?:=|:)\s*|(?:is|of|called|named|saying)\s+)`;
  const [, quoted] = new RegExp(`${head}${joint}?${QUOTED}`, 'u').exec(text) ?? [];
  if (quoted !== undefined) return { value: quoted, quoted: true };
  const [, name, word] = new RegExp(`${head}${joint}(?:${PLAIN})`, 'u').exec(text) ?? [];
  const value = name ?? word;
  return value === undefined || EMPTY.test(value) ? undefined : { value, quoted: false };
}
