import { afterRead, READ_BYTES, type ReadTask } from './read-turn';

/** Shared by all: what is in it is read before anybody else writes to it. More than a read gets one of its own. */
const scratch = Buffer.allocUnsafeSlow(READ_BYTES);

/** Takes the bytes of one read; they are valid only until it returns. */
export interface BytesTaker {
  take(bytes: Buffer): void;
}

/**
 * Puts together the pieces that an HTTP parser makes of one read, and hands them over at its end. A server that
 * sends each event in a chunk of its own makes dozens of pieces where many events come at once, and each would be
 * decoded by itself.
 */
export class PieceJoiner implements ReadTask {
  private first: Buffer | undefined;
  private more: Buffer[] | undefined;

  constructor(private readonly taker: BytesTaker) {}

  /** Takes a piece. */
  push(piece: Buffer): void {
    if (this.first === undefined) {
      this.first = piece;
      afterRead(this);
    } else (this.more ??= []).push(piece);
  }

  /** Hands over what is there now. Called ahead of whatever ends the body. */
  flush(): void {
    const { first, more } = this;
    if (first === undefined) return;
    this.drop();
    this.taker.take(more === undefined ? first : joined([first, ...more]));
  }

  /** Lets go of what has not been handed over. */
  drop(): void {
    this.first = undefined;
    this.more = undefined;
  }
}

function joined(pieces: readonly Buffer[]): Buffer {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  if (length > READ_BYTES) return Buffer.concat(pieces, length);
  let at = 0;
  for (const piece of pieces) {
    scratch.set(piece, at);
    at += piece.length;
  }
  return scratch.subarray(0, length);
}
