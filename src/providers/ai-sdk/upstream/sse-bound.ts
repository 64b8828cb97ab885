const LF = 10;
const CR = 13;

/** Counts the bytes of the messages of an event stream; an empty line ends one (WHATWG, 9.2.5). */
export class SseBound {
  private message = 0;
  private line = 0;
  private last = LF;

  constructor(private readonly maxBytes: number) {}

  exceededBy(bytes: Uint8Array): boolean {
    for (const byte of bytes) {
      const endsCarriageReturn = byte === LF && this.last === CR;
      this.last = byte;
      if (endsCarriageReturn) continue;
      if (byte === LF || byte === CR) {
        if (this.line === 0) this.message = 0;
        this.line = 0;
      } else {
        this.line++;
        if (++this.message > this.maxBytes) return true;
      }
    }
    return false;
  }
}
