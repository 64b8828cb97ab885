import { type Message, textOf } from '../../generation/message';
import { isTelling, wordsOf } from './words';

/** What the conversation asks at its end. */
export interface Query {
  /** The last user turn. */
  readonly text: string;
  /** Its telling words, in order, with repetitions; of earlier turns too where it says little by itself. */
  readonly terms: readonly string[];
  /** The telling words of the last turn alone. */
  readonly ownTerms: readonly string[];
}

/** Characters of a turn that are looked at: the topic of a text shows in its beginning. */
const READ_CHARS = 8_000;
/** A turn with fewer telling words than this leans on the turn before it ("and in nginx?"). */
const ENOUGH_TERMS = 3;

/** The question that a conversation ends with, understood in its context. */
export function queryOf(messages: readonly Message[]): Query {
  const turns = messages.filter(({ role }) => role === 'user').map((message) => textOf(message));
  const text = turns.at(-1) ?? textOf(messages.at(-1)!);
  const ownTerms = tellingWords(text);
  const terms = [...ownTerms];
  for (let turn = turns.length - 2; turn >= 0 && terms.length < ENOUGH_TERMS; turn--) {
    terms.push(...tellingWords(turns[turn]));
  }
  return { text, terms, ownTerms };
}

const tellingWords = (text: string): string[] => wordsOf(text.slice(0, READ_CHARS)).filter(isTelling);
