import { isTelling, isUnspaced, stem, wordsOf } from './words';

/** Dimensions of a vector where the request says nothing, and the most that it may ask for. */
export const DEFAULT_DIMENSIONS = 384;
export const MAX_DIMENSIONS = 3_072;

/** How much a word counts by its topic, and a word that has none (`the`, `with`). */
const WORD = 1;
const STOP_WORD = 0.15;
/** How much all pieces of a word count together, beside the word itself: they are what a typo leaves. */
const PIECES = 1;
/** How much two words count that stand side by side. */
const PAIR = 0.35;
/** A word of so few UTF-16 units in a script beyond ASCII that puts blanks between words is a particle. */
const PARTICLE = 2;
const LAST_ASCII = 0x7f;
/** Lengths of pieces, in UTF-16 units, the borders of the word included. */
const PIECE_LENGTHS = [3, 4];
/** Places at which a feature counts: with several, two features that share one still differ in the others. */
const PLACES = 3;

const BORDER = 0x2402;
const BORDER_TEXT = String.fromCharCode(BORDER);
const SEED = 0x811c9dc5;
const PRIME = 0x01000193;
/** Latin letters are told apart by their accents less than by anything else. */
const ACCENTS = /[\u0300-\u036f]/g;

/**
 * The vector of a text, of length 1: its words, pairs of words and pieces of words are hashed to places and
 * signs ("the hashing trick", Weinberger et al., 2009). Texts that share words or spellings are near to each
 * other, in any script; what merely means the same is not found out. The same text always has the same vector.
 */
export function embed(text: string, dimensions: number): Float32Array {
  const sums = new Float64Array(dimensions);
  const normal = text.normalize('NFKD').replace(ACCENTS, '').normalize('NFKC').toLowerCase();
  const words = wordsOf(normal);
  const known = new Map<string, Word>();
  let before: Word | undefined;
  for (const text of words) {
    let word = known.get(text);
    if (!word) known.set(text, (word = wordOf(text)));
    word.count++;
    if (!word.isTelling) continue;
    if (before) add(sums, Math.imul(before.hash ^ BORDER, PRIME) ^ word.hash, PAIR);
    before = word;
  }
  for (const [text, { hash, count, weight }] of known) {
    const importance = weight * (1 + Math.log(count));
    add(sums, hash, importance);
    addPieces(sums, text, importance * PIECES);
  }
  // Marks and pictures have no words.
  if (known.size === 0) addPieces(sums, normal, 1);
  return unit(sums);
}

/** A word of a text, and what it counts. */
interface Word {
  /** Of its stem. */
  readonly hash: number;
  readonly isTelling: boolean;
  readonly weight: number;
  count: number;
}

function wordOf(text: string): Word {
  const isTopic = isTelling(text) && !isParticle(text);
  return { hash: hashOf(stem(text)), isTelling: isTopic, weight: isTopic ? WORD : STOP_WORD, count: 0 };
}

/** Whether a word is so short that it hardly has a topic; the list of such words is English. */
const isParticle = (word: string): boolean =>
  word.length <= PARTICLE && word.charCodeAt(0) > LAST_ASCII && !isUnspaced(word);

/** @param weight of all pieces together: the squares of theirs add up to its own */
function addPieces(sums: Float64Array, word: string, weight: number): void {
  const bordered = BORDER_TEXT + word + BORDER_TEXT;
  let pieces = 0;
  for (const length of PIECE_LENGTHS) pieces += Math.max(0, bordered.length - length + 1);
  const each = weight / Math.sqrt(pieces);
  for (const length of PIECE_LENGTHS) {
    for (let from = 0; from + length <= bordered.length; from++) {
      add(sums, hashOf(bordered, from, from + length), each);
    }
  }
}

function add(sums: Float64Array, hash: number, weight: number): void {
  const each = weight / Math.sqrt(PLACES);
  let mixed = hash;
  for (let place = 0; place < PLACES; place++) {
    mixed = mix(mixed + place);
    sums[(mixed >>> 1) % sums.length] += mixed & 1 ? each : -each;
  }
}

function unit(sums: Float64Array): Float32Array {
  let squares = 0;
  for (let i = 0; i < sums.length; i++) squares += sums[i] * sums[i];
  // In few dimensions signs may cancel everything out, and a vector of nothing is near to nobody.
  if (squares === 0) squares = sums[0] = 1;
  const length = Math.sqrt(squares);
  const vector = new Float32Array(sums.length);
  for (let i = 0; i < sums.length; i++) vector[i] = sums[i] / length;
  return vector;
}

/** FNV-1a over the UTF-16 units of a part of a text. */
function hashOf(text: string, from = 0, to = text.length): number {
  let hash = SEED;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash;
}

/** Spreads a hash over all its bits (the finalizer of MurmurHash3). */
function mix(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
