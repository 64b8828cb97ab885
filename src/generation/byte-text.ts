declare const bytes: unique symbol;

/**
 * UTF-8 as it is on the wire, a character for each byte. What is looked for in a stream, and what is put around its
 * text, is ASCII, which is the same in it; and a string of nothing above 255 takes a byte a character, where one dash
 * would make all of it twice as long, slow to compare, and in need of being encoded. So what a stream brings and what
 * it sends are held like this; whoever needs the text calls {@link decodeBytes}.
 */
export type ByteText = string & { readonly [bytes]: true };

export const NO_BYTES = '' as ByteText;

const LAST_OF_ASCII = 127;

/** The first `length` bytes, as they are. */
export const byteText = (from: Buffer, length: number): ByteText =>
  from.toString('latin1', 0, length) as ByteText;

/** The bytes of a text; the same string where it is ASCII. */
export const encodeBytes = (text: string): ByteText =>
  (Buffer.byteLength(text) === text.length ? text : Buffer.from(text).toString('latin1')) as ByteText;

/** The text that the bytes are; the same string where they are ASCII. */
export const decodeBytes = (text: ByteText): string =>
  isAscii(text) ? text : Buffer.from(text, 'latin1').toString();

/** Whether the bytes and the text are one. A loop, since most pieces are shorter than the way to a regular expression. */
export function isAscii(text: ByteText): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > LAST_OF_ASCII) return false;
  return true;
}
