import { type ByteText, decodeBytes, isAscii } from './byte-text';
import type { JsonText } from './json-text';
import type { TextDelta } from './stream-event';

/**
 * Several pieces of a choice's text that came in one read, as one event: what is done for each event is then
 * done once for all of them.
 */
export class TextRun implements TextDelta {
  readonly type = 'text-delta';
  readonly pieces: readonly JsonText[];

  /** @param bytes of each piece, still escaped */
  constructor(
    readonly choice: number,
    readonly bytes: readonly ByteText[],
  ) {
    const texts: readonly string[] = bytes.every(isAscii) ? bytes : bytes.map(decodeBytes);
    this.pieces = texts as readonly JsonText[];
  }

  /** All of them; put together only for those who ask. */
  get text(): JsonText {
    return this.pieces.join('') as JsonText;
  }
}
