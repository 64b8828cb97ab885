/** Longest value that is read behind its label. */
const MAX_VALUE = 200;
/** Longest name of a property that is looked for as a label. */
const MAX_LABEL = 80;
const VALUE = String.raw`["“']([^"”'\n]{1,${MAX_VALUE}})["”']|([-−]?\d+(?:\.\d+)?)(?![\d-])|(\p{Lu}[\p{L}\p{N}'-]*(?: \p{Lu}[\p{L}\p{N}'-]*){0,3})|([\p{L}\p{N}_-]+)`;

/**
 * What a text gives for a property by its name, as in `title: "Soup"`, `the priority is high`, `limit of 5`.
 * @param words the words of the property's name, lower-case
 */
export function labelledValue(
  text: string,
  words: readonly string[],
  wanted: 'string' | 'number',
): string | number | undefined {
  if (words.length === 0 || words.join('').length > MAX_LABEL) return undefined;
  // The words come out of a name, so they are letters and digits: nothing in them is special in a pattern.
  const label = words
    .map((word) => `[${word[0]}${word[0].toUpperCase()}]${word.slice(1)}`)
    .join(String.raw`[ _-]?`);
  const joint =
    wanted === 'number'
      ? String.raw`\s*(?:=|:|is|of|to)?\s*`
      : String.raw`\s*(?:(?:=|:)\s*|(?:is|of|called|named)\s+)`;
  const match = new RegExp(String.raw`(?<![\p{L}\p{N}])${label}${joint}(?:${VALUE})`, 'u').exec(text);
  if (!match) return undefined;
  const [, quoted, number, name, word] = match;
  if (wanted === 'number') return number === undefined ? undefined : Number(number.replace('−', '-'));
  const found = quoted ?? name ?? number ?? word;
  return /^(?:the|a|an|it|that|this|what|for|in|of|to)$/i.test(found) ? undefined : found;
}
