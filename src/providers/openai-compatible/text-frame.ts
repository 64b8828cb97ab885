import { type ByteText, decodeBytes } from '../../generation/byte-text';
import type { WireChunk } from './wire-chunk';

/** JSON-escaped text up to what ends it: everything RFC 8259 allows inside of a string's quotes. */
// eslint-disable-next-line no-control-regex -- control characters are what may not occur
const ESCAPED_TEXT = /(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;

const PROBE = 'probe';
const DATA = 'data: ';
const END = '\n\n';
const KEY = /"content"\s*:\s*"/;

/**
 * All of a text chunk's message but the text: what comes before it, to the opening quote, and what comes
 * after it, from the closing quote to the blank line. The messages of a stream differ in nothing but the
 * text, so one that begins and ends like the frame need not be parsed: its text is what lies between, still
 * escaped.
 */
export class TextFrame {
  /** What stands between the texts of two messages of this frame. */
  private readonly between: string;
  private readonly before: string;
  private readonly after: string;

  private constructor(
    before: string,
    after: string,
    /** The choice that the frame's chunks belong to. */
    readonly choice: number,
  ) {
    this.between = after + before;
    // Parts of one string: the message that they were found in need not be kept.
    this.before = this.between.slice(after.length);
    this.after = this.between.slice(0, after.length);
  }

  /**
   * The frame of a message, where it is a plain text chunk and nothing else. What it is gets proved, not
   * guessed: the chunk with another text put between must parse to the same chunk with that text.
   * @param message one `data` line and its blank line
   * @param chunk what the message parsed to
   */
  static of(message: ByteText, chunk: WireChunk): TextFrame | undefined {
    const [choice, ...more] = chunk.choices ?? [];
    const content = choice?.delta?.content;
    if (!content || more.length > 0 || choice.finish_reason || choice.logprobs?.content || chunk.usage) {
      return undefined;
    }
    if (!message.startsWith(DATA) || !message.endsWith(END)) return undefined;
    const from = startOfText(message);
    if (from === -1) return undefined;
    const frame = new TextFrame(
      message.slice(0, from),
      message.slice(endOfText(message, from)),
      choice.index ?? 0,
    );
    const probed = parse(decodeBytes(frame.probe));
    if (probed?.choices?.[0]?.delta?.content !== PROBE) return undefined;
    const expected = JSON.stringify(chunk);
    const actual = JSON.stringify({
      ...probed,
      choices: [{ ...probed.choices[0], delta: { ...probed.choices[0].delta, content } }],
    });
    return actual === expected ? frame : undefined;
  }

  /** The frame whose {@link probe} this is. */
  static ofProbe(probe: ByteText, choice: number): TextFrame {
    const message = `${DATA}${probe}${END}`;
    const from = startOfText(message);
    return new TextFrame(message.slice(0, from), message.slice(from + PROBE.length), choice);
  }

  /** The data of a message of this frame. */
  get probe(): ByteText {
    return (this.before.slice(DATA.length) + PROBE + this.after.slice(0, -END.length)) as ByteText;
  }

  /**
   * Takes messages of this frame from `at` on, as many as follow one another.
   * @param pieces gets the text of each that has any, still escaped
   * @returns the offset behind the last message taken; `at` where the first has another frame
   */
  take(text: ByteText, at: number, pieces: ByteText[]): number {
    const { before, between, after } = this;
    // A slice costs nothing and compares eight characters at a time; `startsWith` compares one.
    if (text.slice(at, at + before.length) !== before) return at;
    let from = at + before.length;
    let end = endOfText(text, from);
    while (text.slice(end, end + between.length) === between) {
      if (end > from) pieces.push(text.slice(from, end) as ByteText);
      from = end + between.length;
      end = endOfText(text, from);
    }
    if (!text.startsWith(after, end)) return from - before.length;
    if (end > from) pieces.push(text.slice(from, end) as ByteText);
    return end + after.length;
  }
}

/** The offset of a message's text; -1 where it has none. */
function startOfText(message: string): number {
  const key = KEY.exec(message);
  return key ? key.index + key[0].length : -1;
}

const QUOTE = 34;
const BACKSLASH = 92;
const SPACE = 32;

/** The offset of what ends the escaped text that begins at `from`. */
function endOfText(text: string, from: number): number {
  let at = from;
  let code = text.charCodeAt(at);
  while (code >= SPACE && code !== QUOTE && code !== BACKSLASH) code = text.charCodeAt(++at);
  if (code !== BACKSLASH) return at;
  ESCAPED_TEXT.lastIndex = at;
  ESCAPED_TEXT.test(text);
  return ESCAPED_TEXT.lastIndex;
}

function parse(json: string): WireChunk | undefined {
  try {
    return JSON.parse(json) as WireChunk;
  } catch {
    return undefined;
  }
}
