const SPACE = 0;
const LETTER = 1;
const DIGIT = 2;
const PUNCTUATION = 3;
const IDEOGRAPH = 4;

/** Longest piece of a word, run of digits and run of punctuation that is one token. */
const WORD_PIECE = 8;
const DIGIT_PIECE = 3;
const PUNCTUATION_PIECE = 4;

const ASCII = new Uint8Array(128).map((_, code) => {
  if (code <= 32) return SPACE;
  const char = String.fromCharCode(code);
  if (/[a-z]/i.test(char)) return LETTER;
  return /\d/.test(char) ? DIGIT : PUNCTUATION;
});

function classOf(code: number): number {
  if (code < 128) return ASCII[code];
  if (code === 0xa0 || code === 0x2028 || code === 0x2029 || code === 0x3000) return SPACE;
  if (code >= 0x2010 && code <= 0x206f && code !== 0x200d) return PUNCTUATION;
  // Scripts that write no spaces between words: a character is about a token, as in real tokenisers.
  return code >= 0x2e80 && code <= 0xd7af ? IDEOGRAPH : LETTER;
}

/** Calls `visit` with the end offset of every token, in order. One scan, nothing allocated. */
function scan(text: string, visit: (end: number) => void): void {
  const { length } = text;
  let at = 0;
  while (at < length) {
    const kind = classOf(text.charCodeAt(at));
    let runEnd = at + 1;
    if (kind === SPACE) {
      while (runEnd < length && classOf(text.charCodeAt(runEnd)) === SPACE) runEnd++;
      // The last blank belongs to the word behind it, as in GPT's tokenisers.
      if (runEnd < length && text.charCodeAt(runEnd - 1) === 32) {
        if (runEnd - 1 > at) visit(runEnd - 1);
        at = scanRun(text, runEnd, classOf(text.charCodeAt(runEnd)), visit);
        continue;
      }
      visit(runEnd);
      at = runEnd;
      continue;
    }
    at = scanRun(text, at, kind, visit);
  }
}

/** Cuts the run of one class that begins at `at` into tokens. @returns the offset behind the run */
function scanRun(text: string, at: number, kind: number, visit: (end: number) => void): number {
  const { length } = text;
  let end = at + 1;
  while (end < length && classOf(text.charCodeAt(end)) === kind) end++;
  const longest = PIECES[kind];
  // Equal pieces: `streaming` is `strea` + `ming`, not a long piece and a stray letter.
  const pieces = Math.ceil((end - at) / longest);
  const size = Math.ceil((end - at) / pieces);
  for (let cut = at + size; cut < end; cut += size) {
    if (isLowSurrogate(text.charCodeAt(cut))) cut++;
    if (cut < end) visit(cut);
  }
  visit(end);
  return end;
}

const PIECES = [Infinity, WORD_PIECE, DIGIT_PIECE, PUNCTUATION_PIECE, 1];
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** How many tokens a text has. */
export function countTokens(text: string): number {
  let count = 0;
  scan(text, () => count++);
  return count;
}

/** Offsets at which tokens end. Two bytes each where that is enough: every open stream holds some. */
export type TokenEnds = Uint16Array | Uint32Array;

const MAX_UINT16 = 65_535;

/**
 * Where the tokens of a text end: token `i` is `text.slice(ends[i - 1] ?? 0, ends[i])`, so the tokens put
 * together are the text. A token is a piece of a word with the blank before it, up to three digits, a short
 * run of punctuation, or white space; it never cuts a surrogate pair in two.
 */
export function tokenEnds(text: string): TokenEnds {
  const ends = new (text.length <= MAX_UINT16 ? Uint16Array : Uint32Array)(countTokens(text));
  let index = 0;
  scan(text, (end) => {
    ends[index++] = end;
  });
  return ends;
}
