/** Words that say nothing about a topic: in a question they are left out of the search. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any are as at be because been before being below best between
  both but by can cannot could did different do does doing done down during each either else even every few for
  from further get gets give given go goes going good had has have having he help her here him his how i if in
  into is it its itself just know let like make makes many may me mean means might more most much must my need
  no nor not now of off on once one only or other our out over own part per please put really same say see she
  should show so some such take tell than that the their them then there these they thing things this those
  through to too two under until up upon us use used using very want was way we well were what when where which
  while who whom whose why will with within without would you your explain describe write example examples
  difference work works working vs versus`.split(/\s+/),
);

/** Scripts that put no blanks between words: Thai and its neighbours, and all from CJK radicals to Hangul. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7af]/;

/** Whether a text has characters of a script that puts no blanks between words. */
export const isUnspaced = (text: string): boolean => UNSPACED.test(text);

/** The words of a text, lower-case, in order. */
export function wordsOf(text: string): string[] {
  // The segmenter knows every script and costs thirty times as much, so it is asked only where it is needed.
  return isUnspaced(text) ? segmentedWords(text) : (text.toLowerCase().match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []);
}

function segmentedWords(text: string): string[] {
  const words: string[] = [];
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) words.push(segment.toLowerCase());
  }
  return words;
}

/** Whether a lower-case word says something about a topic. */
export function isTelling(word: string): boolean {
  return !STOP_WORDS.has(word) && (word.length > 1 || word.charCodeAt(0) > 127);
}

/**
 * A word without the endings that do not change its topic: `retries` and `retry`, `caching` and `cache`,
 * `limits` and `limit` come to the same. Cruder than Porter's stemmer and enough for one handbook.
 */
export function stem(word: string): string {
  if (word.length < 4) return word;
  return word
    .replace(/ies$/, 'y')
    .replace(/(?<!s)s$/, '')
    .replace(/(?<=[a-z]{3})(?:ing|ed)$/, '')
    .replace(/(?<=[a-z]{3})e$/, '')
    .replace(/([bdglmnprt])\1$/, '$1');
}
