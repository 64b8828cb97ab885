import type { JsonText } from '../../generation/json-text';

/** Pieces that are gathered before they are joined: a piece keeps what it was cut from in memory until then. */
const JOINED_AT = 64;

/** Escaped text that comes in pieces, kept for the event that repeats all of it. */
export class GrowingText {
  private text = '';
  private pieces: string[] = [];

  add(piece: JsonText): void {
    if (this.pieces.push(piece) === JOINED_AT) this.join();
  }

  /** All of it so far. */
  toJsonText(): JsonText {
    if (this.pieces.length > 0) this.join();
    return this.text as JsonText;
  }

  private join(): void {
    this.text += this.pieces.join('');
    this.pieces = [];
  }
}
