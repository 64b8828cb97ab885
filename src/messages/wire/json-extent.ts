const QUOTE = 34;
const BACKSLASH = 92;
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];

/**
 * Tells where a JSON object that comes in pieces is over, without keeping any of it. Only brackets and
 * strings are looked at: whether it is good JSON is for whoever reads it.
 */
export class JsonExtent {
  private depth = 0;
  private begun = false;
  private inString = false;
  private escaped = false;

  /** Whether an object has come, whole. */
  get isComplete(): boolean {
    return this.begun && this.depth === 0;
  }

  /** Takes the next piece, as plain text. */
  take(piece: string): void {
    for (let at = 0; at < piece.length; at++) this.step(piece.charCodeAt(at));
  }

  private step(code: number): void {
    if (this.inString) {
      if (this.escaped) this.escaped = false;
      else if (code === BACKSLASH) this.escaped = true;
      else if (code === QUOTE) this.inString = false;
    } else if (code === QUOTE) this.inString = true;
    else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      this.begun = true;
      this.depth++;
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) this.depth--;
  }
}
