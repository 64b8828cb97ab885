const LF = 0x0a;
const D = 0x64;
const COLON = 0x3a;
const BRACE = 0x7b;
const BRACKET = 0x5b;
/** Where an event's data begins in `data: …`. */
const DATA_AT = 6;

const HAS_CONTENT = /"content":"[^"]/;
const HAS_FINISH = /"finish_reason":"/;
const HAS_ERROR = /^data: \{"error":/;

/**
 * Counts the events of a chat-completion stream. Events are read as text only until the first content and at
 * the end; in between, a line that begins like an event is one. The last event before `[DONE]` is not content:
 * it is the finish or an error.
 */
export class EventCounter {
  /** Events with content so far. */
  content = 0;
  /** `[DONE]` has come. */
  done = false;
  /** The event before `[DONE]` was a finish; where it was not, the stream ended in an error. */
  finished = false;
  private seenContent = false;
  /** The end of what was read, where it lies in the middle of a line. */
  private rest: Buffer | undefined;
  private last: { bytes: Buffer; from: number; to: number } = { bytes: Buffer.alloc(0), from: 0, to: 0 };
  private lastText = '';

  /** Makes ready for the next stream. */
  reset(): void {
    this.content = 0;
    this.done = false;
    this.finished = false;
    this.seenContent = false;
    this.rest = undefined;
    this.last.to = this.last.from = 0;
    this.lastText = '';
  }

  /** Reads a range of `bytes`, which may be reused after {@link endRead}. */
  push(bytes: Buffer, from: number, to: number): void {
    let at = from;
    if (this.rest) {
      const end = bytes.indexOf(LF, from);
      const complete = end !== -1 && end < to;
      this.rest = Buffer.concat([this.rest, bytes.subarray(from, complete ? end : to)]);
      if (!complete) return;
      this.line(this.rest, 0, this.rest.length);
      this.rest = undefined;
      at = end + 1;
    }
    while (at < to) {
      const end = bytes.indexOf(LF, at);
      if (end === -1 || end >= to) {
        this.rest = Buffer.from(bytes.subarray(at, to));
        return;
      }
      if (bytes[at] === D) this.line(bytes, at, end);
      at = end + 1;
    }
  }

  /** To be called before the bytes that were read are overwritten. */
  endRead(): void {
    const { last } = this;
    if (last.to === last.from) return;
    this.lastText = last.bytes.toString('latin1', last.from, last.to);
    last.to = last.from = 0;
  }

  private line(bytes: Buffer, from: number, to: number): void {
    if (bytes[from] !== D || bytes[from + DATA_AT - 2] !== COLON) return;
    const first = bytes[from + DATA_AT];
    if (first === BRACE) this.event(bytes, from, to);
    else if (first === BRACKET) this.end();
  }

  private event(bytes: Buffer, from: number, to: number): void {
    this.seenContent ||= HAS_CONTENT.test(bytes.toString('latin1', from, to));
    if (this.seenContent) this.content++;
    this.last.bytes = bytes;
    this.last.from = from;
    this.last.to = to;
  }

  private end(): void {
    this.endRead();
    this.done = true;
    this.finished = HAS_FINISH.test(this.lastText) && !HAS_ERROR.test(this.lastText);
    if (this.seenContent) this.content--;
  }
}
