import type { JsonValue } from '../schema/json-schema';
import { isTelling, stem, wordsOf } from '../words';
import { isCommandWord } from './command-words';
import { extractFacts, type Fact } from './extract-facts';
import { nameWords } from './property-words';

/** Characters of a prompt that are read for values. */
const READ_CHARS = 8_000;
/** Words that a prompt's topic is put together of. */
const TOPIC_WORDS = 4;
/** Words that deny what stands behind them. */
const NO = /\b(?:no|not|without|don['’]t|never|disable|exclude|except|non)\b(?:\W+\w+){0,2}\W*$/i;
/** Words of properties' names that only say that they are flags. */
const FLAG_WORDS: ReadonlySet<string> = new Set([
  'is',
  'has',
  'include',
  'included',
  'enable',
  'enabled',
  'with',
  'use',
]);

/** A prompt, read for what it mentions. */
export class PromptText {
  readonly text: string;
  readonly facts: readonly Fact[];
  /** What it is about, in a few words; may be empty. */
  readonly topic: string;
  /** The text in lower-case. */
  readonly lower: string;
  /** The stems of the words that say something, each once. */
  readonly tellingStems: readonly string[];
  private readonly stems: ReadonlySet<string>;

  constructor(prompt: string) {
    this.text = prompt.slice(0, READ_CHARS).trim();
    this.lower = this.text.toLowerCase();
    this.facts = extractFacts(this.text);
    const words = wordsOf(this.text);
    this.stems = new Set(words.map(stem));
    this.tellingStems = [...new Set(words.filter(isTelling).map(stem))];
    this.topic = topicOf(this.text, this.facts);
  }

  /** Whether one of the words occurs, in any form. */
  speaksOf(words: readonly string[]): boolean {
    return words.some((word) => isTelling(word) && this.stems.has(stem(word)));
  }

  /** Where it mentions a value; -1 where it does not. */
  mentionOf(value: JsonValue): number {
    if (typeof value === 'number') return this.facts.find((fact) => fact.value === value)?.at ?? -1;
    if (typeof value !== 'string' || value === '') return -1;
    const words = nameWords(value);
    if (words.length === 0) return this.text.indexOf(value);
    const places = words.map((word) => (this.stems.has(stem(word)) ? this.lower.indexOf(stem(word)) : -1));
    return places.includes(-1) ? -1 : Math.min(...places);
  }

  /** Whether a flag of this name is to be set: yes, unless the prompt denies it. */
  affirms(words: readonly string[]): boolean {
    for (const word of words) {
      if (!isTelling(word) || FLAG_WORDS.has(word)) continue;
      const at = this.lower.indexOf(stem(word));
      if (at !== -1) return !NO.test(this.lower.slice(Math.max(0, at - 40), at));
    }
    return true;
  }
}

/** What stands behind "about", or the first telling words that are no values themselves. */
function topicOf(text: string, facts: readonly Fact[]): string {
  const about = /\b(?:about|regarding|titled|on the topic of)\s+((?:[\p{L}\p{N}’'-]+ ?){1,6})/iu
    .exec(text)?.[1]
    .trim();
  if (about) return about;
  const values = facts
    .filter(({ kind }) => kind !== 'name' && kind !== 'place')
    .map(({ value }) => String(value));
  const rest = values.reduce((left, value) => left.replace(value, ' '), text);
  const words = wordsOf(rest).filter((word) => isTelling(word) && !isCommandWord(word) && !/^\d/.test(word));
  return [...new Set(words)].slice(0, TOPIC_WORDS).join(' ');
}
