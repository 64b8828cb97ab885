declare const bytes: unique symbol;

/**
 * UTF-8 as it came, a character for each byte. What is looked for in a stream is ASCII, which stands in it as
 * itself, and a string of nothing above 255 takes a byte a character: one dash in a read would make all of it twice
 * as long, and slow to compare. Whoever needs the text calls {@link decodeBytes}.
 */
export type ByteText = string & { readonly [bytes]: true };

const NOT_ASCII = /[\x80-\xff]/;

/** The bytes up to `end`, as they are. */
export const byteText = (from: Buffer, end: number): ByteText => from.toString('latin1', 0, end) as ByteText;

/** The text that the bytes are. */
export const decodeBytes = (text: ByteText): string =>
  NOT_ASCII.test(text) ? Buffer.from(text, 'latin1').toString() : text;
