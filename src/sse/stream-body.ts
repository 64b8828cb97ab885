import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { type ByteText, NO_BYTES } from '../generation/byte-text';

/** Of a text that is copied to have its frame around it. To gather more than that ahead of a write saves nothing. */
export const BATCH_BYTES = 16_384;
const LAST_CHUNK = '0\r\n\r\n';

/**
 * The body of an answer whose head has been written, bit by bit, in HTTP/1.1's chunks.
 *
 * Node frames a chunk by four writes of its own, which it gathers and turns into one call of `writev`. A write
 * here is one text, frame included, straight to the socket; the first leaves together with the head. Its bytes are
 * copied, not encoded.
 */
export class StreamBody {
  /** False for clients of HTTP/1.0, whose bodies end with their connection. */
  private readonly chunked: boolean;
  private target: Writable;
  private begun = false;

  constructor(private readonly response: ServerResponse) {
    this.chunked = response.chunkedEncoding;
    this.target = response;
    response.chunkedEncoding = false;
  }

  /** Writes a text that is not empty. @returns false when the client has to catch up first */
  write(text: ByteText): boolean {
    if (this.begun && text.length <= BATCH_BYTES) return this.sendJoined(text);
    const { socket } = this.response;
    socket?.cork();
    this.begin();
    const hasRoom = text.length <= BATCH_BYTES ? this.sendJoined(text) : this.sendLong(text);
    socket?.uncork();
    return hasRoom;
  }

  /** Calls back once, when the client has caught up. */
  whenDrained(callback: () => void): void {
    this.target.once('drain', callback);
  }

  /** Writes the last text, which may be empty, and ends the body. */
  end(text: ByteText): void {
    const { response } = this;
    // Whoever ends a response uncorks its socket.
    response.socket?.cork();
    this.begin();
    const isLong = text.length > BATCH_BYTES;
    if (isLong) this.sendLong(text);
    const last = isLong ? NO_BYTES : text;
    response.end(this.chunked ? framed(last) + LAST_CHUNK : last, 'latin1');
  }

  /**
   * Writes the head, by itself: Node would put it in front of the first text, copy both to one string, and keep the
   * head in memory as the fifty parts it came from.
   */
  private begin(): void {
    if (this.begun) return;
    this.begun = true;
    this.response.flushHeaders();
    // There is a socket, unless an earlier request of its connection is still being answered.
    this.target = this.response.socket ?? this.response;
  }

  private sendJoined(text: ByteText): boolean {
    return this.send(this.chunked ? framed(text) : text);
  }

  private sendLong(text: ByteText): boolean {
    if (!this.chunked) return this.send(text);
    this.send(`${text.length.toString(16)}\r\n`);
    this.send(text);
    return this.send('\r\n');
  }

  private send(text: string): boolean {
    const hasRoom = this.target.write(text, 'latin1');
    this.target = this.response.socket ?? this.response;
    return hasRoom;
  }
}

const framed = (text: ByteText): string => (text === '' ? '' : `${text.length.toString(16)}\r\n${text}\r\n`);
