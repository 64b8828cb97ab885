/** As much as the kernel hands over in one read; more pieces than that get a buffer of their own. */
const SCRATCH_BYTES = 65_536;

/** Shared by all: what is in it is read before anybody else writes to it. */
const scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES);

/** What may stand behind the last piece of a read, and is no piece: the line end of HTTP/1.1's chunks. */
const CHUNK_END_BYTES = 2;

/** Takes the bytes of one read; they are valid only until it returns. */
export interface BytesTaker {
  take(bytes: Buffer): void;
}

/**
 * Puts together the pieces that an HTTP parser makes of one read. A server that sends each event in a chunk
 * of its own makes dozens of pieces where many events come at once, and each would be decoded by itself.
 *
 * They are handed over with the last of them, where that can be seen by its being at the end of what was read;
 * otherwise in a microtask, which runs as soon as the parser is through with the read, and costs more than a piece.
 */
export class PieceJoiner {
  private pieces: Buffer[] = [];

  constructor(private readonly taker: BytesTaker) {}

  /** Takes a piece. */
  push(piece: Buffer): void {
    if (!isLastOfRead(piece)) {
      if (this.pieces.push(piece) === 1) queueMicrotask(() => this.flush());
    } else if (this.pieces.length === 0) {
      this.taker.take(piece);
    } else {
      this.pieces.push(piece);
      this.flush();
    }
  }

  /** Hands over what is there now. Called ahead of whatever ends the body. */
  flush(): void {
    const { pieces } = this;
    if (pieces.length === 0) return;
    this.pieces = [];
    this.taker.take(pieces.length === 1 ? pieces[0] : joined(pieces));
  }

  /** Lets go of what has not been handed over. */
  drop(): void {
    this.pieces = [];
  }
}

/** Only a guess, about when to hand over: nothing depends on it but the number of pieces that are joined. */
function isLastOfRead({ buffer, byteOffset, length }: Buffer): boolean {
  return byteOffset + length + CHUNK_END_BYTES >= buffer.byteLength;
}

function joined(pieces: readonly Buffer[]): Buffer {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  if (length > SCRATCH_BYTES) return Buffer.concat(pieces, length);
  let at = 0;
  for (const piece of pieces) {
    scratch.set(piece, at);
    at += piece.length;
  }
  return scratch.subarray(0, length);
}
