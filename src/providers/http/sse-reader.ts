import { GenerationError } from '../../generation/generation-error';
import { type ByteText, byteText, decodeBytes } from '../../generation/byte-text';

const LF = 10;
const CR = 13;
const BYTE_ORDER_MARK = '\xef\xbb\xbf';
/** Where the next CR is, as long as nobody has needed to know; unlike -1, for there being none. */
const NOT_SOUGHT = -2;

/** Takes the messages of an event stream. */
export interface SseSink {
  /** The data of one message; several `data` lines are joined by line feeds. */
  data(data: string): void;
  /**
   * Offered every message as it stands in `text` from `at` on, ahead of its being parsed.
   * @returns the offset behind the message where it was taken, `at` where it is to be parsed
   */
  take(text: ByteText, at: number): number;
}

/**
 * Reads `text/event-stream` by the WHATWG rules: lines end in LF, CR or CRLF, bytes may be cut anywhere, a
 * leading byte order mark is skipped, comments and fields other than `data` have no meaning here, and a
 * message that the end of the stream cuts off is none.
 *
 * Lines are found in the bytes as they are, and only what is data is decoded, so no character is ever cut in two.
 */
export class SseReader {
  /** The beginning of a line whose end has not come yet. */
  private held: Buffer[] = [];
  private heldBytes = 0;
  private message: string | undefined;
  private first = true;
  private skipLineFeed = false;

  /**
   * @param maxEventBytes bound on a message, and so on what is held; characters count as bytes once decoded
   */
  constructor(
    private readonly sink: SseSink,
    private readonly maxEventBytes: number,
  ) {}

  /**
   * Takes the next bytes and hands over every message that they complete.
   * @throws GenerationError `upstream_invalid_response` when a message outgrows its bound
   */
  push(bytes: Buffer): void {
    // Nearly every read ends with a line; looking for the last one is a call out of JavaScript.
    let end = bytes[bytes.length - 1] === LF ? bytes.length : bytes.lastIndexOf(LF) + 1;
    // Streams without any line feed are legal and unheard of; their last CR counts once the next byte shows.
    if (end === 0) end = bytes.lastIndexOf(CR) + 1;
    if (end === 0) {
      this.hold(bytes);
      return;
    }
    const text = this.complete(bytes, end);
    if (end < bytes.length) this.hold(bytes.subarray(end));
    this.read(text);
  }

  private hold(bytes: Buffer): void {
    this.heldBytes += bytes.length;
    this.checkSize(this.heldBytes);
    // A copy: what is left over is small, and the buffer it came in is not.
    this.held.push(Buffer.from(bytes));
  }

  private complete(bytes: Buffer, end: number): ByteText {
    if (this.heldBytes === 0) return byteText(bytes, end);
    const whole = Buffer.concat([...this.held, bytes.subarray(0, end)]);
    this.held = [];
    this.heldBytes = 0;
    return byteText(whole, whole.length);
  }

  private read(text: ByteText): void {
    let at = 0;
    if (this.first) {
      this.first = false;
      if (text.startsWith(BYTE_ORDER_MARK)) at = BYTE_ORDER_MARK.length;
    }
    if (this.skipLineFeed) {
      this.skipLineFeed = false;
      if (text.charCodeAt(at) === LF) at++;
    }
    let carriage = NOT_SOUGHT;
    while (at < text.length) {
      if (this.message === undefined) {
        const behind = this.sink.take(text, at);
        if (behind > at) {
          at = behind;
          continue;
        }
      }
      let end = text.indexOf('\n', at);
      let next = end + 1;
      if (carriage !== -1 && carriage < at) carriage = text.indexOf('\r', at);
      if (carriage !== -1 && (end === -1 || carriage < end)) {
        end = carriage;
        next = text.charCodeAt(carriage + 1) === LF ? carriage + 2 : carriage + 1;
        this.skipLineFeed = next === text.length && next === carriage + 1;
      }
      this.line(text, at, end);
      at = next;
    }
  }

  private line(text: ByteText, at: number, end: number): void {
    if (end === at) {
      const message = this.message;
      this.message = undefined;
      if (message !== undefined) this.sink.data(message);
    } else if (text.startsWith('data', at) && (end === at + 4 || text[at + 4] === ':')) {
      const from = at + (text[at + 5] === ' ' && end > at + 5 ? 6 : 5);
      const value = from < end ? decodeBytes(text.slice(from, end) as ByteText) : '';
      this.message = this.message === undefined ? value : `${this.message}\n${value}`;
      this.checkSize(this.message.length);
    }
  }

  private checkSize(bytes: number): void {
    if (bytes > this.maxEventBytes) {
      throw new GenerationError(
        'upstream_invalid_response',
        'The model sent an event that is too large to be passed on.',
      );
    }
  }
}
