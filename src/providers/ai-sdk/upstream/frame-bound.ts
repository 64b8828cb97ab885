const LENGTH_BYTES = 4;

/**
 * Reads the lengths of the frames of an `application/vnd.amazon.eventstream`: each begins with its whole
 * length as a big-endian 32-bit number, so one that is too large shows before it is there.
 */
export class FrameBound {
  private length = 0;
  /** Bytes of the current frame so far. */
  private taken = 0;

  constructor(private readonly maxBytes: number) {}

  exceededBy(bytes: Uint8Array): boolean {
    let at = 0;
    while (at < bytes.length) {
      if (this.taken < LENGTH_BYTES) {
        this.length = this.length * 256 + bytes[at++];
        if (++this.taken === LENGTH_BYTES && this.length > this.maxBytes) return true;
        continue;
      }
      const rest = Math.min(this.length - this.taken, bytes.length - at);
      at += Math.max(rest, 0);
      this.taken += rest;
      if (this.taken >= this.length) this.length = this.taken = 0;
    }
    return false;
  }
}
