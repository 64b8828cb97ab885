import type { TokenLogprob } from '../../../generation/stream-event';
import { hashText, seededRandom } from '../seeded-random';
import type { TextLogprobs } from './prepared-choice';

/** Probability of the tokens that were taken: they were the likeliest, and this much at least. */
const LEAST_PROBABILITY = 0.35;
const MOST_PROBABILITY = 0.999;
/** What the alternatives leave of the rest for those that are not told, at each of them. */
const TAKEN_OF_REST = 0.55;
/** Alternatives in the place of a word, and in that of anything else. */
const WORDS = (
  'the a it this that and of to in is are for with on as by an be from at or not you can will one more when each ' +
  'so its they how what which'
).split(' ');
const SIGNS = [
  '.',
  ',',
  ':',
  ';',
  ' –',
  '\n',
  '\n\n',
  '!',
  '?',
  ' (',
  ')',
  '"',
  '-',
  '/',
  ' =',
  ' and',
  ' the',
  ' a',
  '1',
  '2',
  '0',
  '…',
];

const encoder = new TextEncoder();

/**
 * Makes up how likely each token of a text was: plausible, consistent (the alternatives are less likely, all
 * together are not more than certain), and the same for the same seed. Computed token by token, on the way
 * out, so that only who asked for it pays, and nothing is kept.
 */
export class TokenLogprobs implements TextLogprobs {
  /**
   * @param seed of the choice
   * @param top how many likely tokens to tell at each position
   */
  constructor(
    private readonly seed: number,
    private readonly top: number,
  ) {}

  of(token: string, index: number): TokenLogprob {
    const random = seededRandom(hashText(`${index}|${token}`, this.seed));
    const chosen = LEAST_PROBABILITY + (MOST_PROBABILITY - LEAST_PROBABILITY) * Math.sqrt(random());
    const taken = entry(token, chosen);
    if (this.top === 0) return { ...taken, top_logprobs: [] };
    const likely = [taken];
    let rest = 1 - chosen;
    for (const other of alternatives(token, this.top - 1, random)) {
      const probability = Math.min(rest * TAKEN_OF_REST, Math.exp(likely[likely.length - 1].logprob) * 0.9);
      rest -= probability;
      likely.push(entry(other, probability));
    }
    return { ...taken, top_logprobs: likely };
  }
}

/** Other tokens that might have stood there, each once. */
function alternatives(token: string, count: number, random: () => number): string[] {
  const [, blank, word] = /^( ?)(\p{L}+)$/u.exec(token) ?? [];
  const capital = word !== undefined && word[0] !== word[0].toLowerCase();
  const forms = WORDS.map((other) => `${blank}${capital ? other[0].toUpperCase() + other.slice(1) : other}`);
  const candidates = (word === undefined ? SIGNS : [...forms, ...SIGNS]).filter((other) => other !== token);
  const first = Math.floor(random() * (word === undefined ? SIGNS.length : WORDS.length - 1));
  return Array.from({ length: count }, (_, index) => candidates[(first + index) % candidates.length]);
}

const entry = (token: string, probability: number): TokenLogprob => ({
  token,
  logprob: Math.log(probability),
  bytes: Array.from(encoder.encode(token)),
});
