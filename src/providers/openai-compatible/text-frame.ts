import type { JsonText } from '../../generation/json-text';
import type { WireChunk } from './wire-chunk';

/** JSON-escaped text up to what ends it: everything RFC 8259 allows inside of a string's quotes. */
// eslint-disable-next-line no-control-regex -- control characters are what may not occur
const ESCAPED_TEXT = /(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;

const PROBE = 'probe';
const DATA = 'data: ';

/**
 * All of a text chunk's message but the text: what comes before it, to the opening quote, and what comes
 * after it, from the closing quote to the blank line. The messages of a stream differ in nothing but the
 * text, so one that begins and ends like the frame need not be parsed: its text is what lies between, still
 * escaped.
 */
export class TextFrame {
  private constructor(
    private readonly before: string,
    private readonly after: string,
    /** The choice that the frame's chunks belong to. */
    readonly choice: number,
  ) {}

  /**
   * The frame of a message, where it is a plain text chunk and nothing else. What it is gets proved, not
   * guessed: the chunk with another text put between must parse to the same chunk with that text.
   * @param message one `data` line and its blank line
   * @param chunk what the message parsed to
   */
  static of(message: string, chunk: WireChunk): TextFrame | undefined {
    const [choice, ...more] = chunk.choices ?? [];
    const content = choice?.delta?.content;
    if (!content || more.length > 0 || choice.finish_reason || choice.logprobs?.content || chunk.usage) {
      return undefined;
    }
    if (!message.startsWith(DATA) || !message.endsWith('\n\n')) return undefined;
    const key = /"content"\s*:\s*"/.exec(message);
    if (!key) return undefined;
    const from = key.index + key[0].length;
    const to = endOfText(message, from);
    const before = message.slice(0, from);
    const after = message.slice(to);
    const probed = parse((before + PROBE + after).slice(DATA.length));
    if (probed?.choices?.[0]?.delta?.content !== PROBE) return undefined;
    const expected = JSON.stringify(chunk);
    const actual = JSON.stringify({
      ...probed,
      choices: [{ ...probed.choices[0], delta: { ...probed.choices[0].delta, content } }],
    });
    return actual === expected ? new TextFrame(before, after, choice.index ?? 0) : undefined;
  }

  /** The offset behind the message that begins at `at`, where it has this frame; -1 where it has not. */
  match(text: string, at: number): number {
    if (!text.startsWith(this.before, at)) return -1;
    const to = endOfText(text, at + this.before.length);
    return text.startsWith(this.after, to) ? to + this.after.length : -1;
  }

  /** The text of the message that begins at `at` and matched up to `behind`. */
  textIn(text: string, at: number, behind: number): JsonText {
    return text.slice(at + this.before.length, behind - this.after.length) as JsonText;
  }
}

function endOfText(text: string, from: number): number {
  ESCAPED_TEXT.lastIndex = from;
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
