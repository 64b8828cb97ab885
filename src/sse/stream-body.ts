import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';

/** Characters of a text that is copied to have its frame around it: what an answer gathers ahead of a write. */
const MAX_JOINED_CHARS = 16_384;
const LAST_CHUNK = '0\r\n\r\n';

/**
 * The body of an answer whose head has been written, bit by bit, in HTTP/1.1's chunks.
 *
 * Node frames a chunk by four writes of its own, which it gathers and turns into one call of `writev`. A write
 * here is one text, frame included, straight to the socket; the first leaves together with the head. It is told to
 * be Latin-1 where it is ASCII, which is copied instead of being encoded.
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
  write(text: string): boolean {
    if (this.begun && text.length <= MAX_JOINED_CHARS) return this.sendJoined(text);
    const { socket } = this.response;
    socket?.cork();
    this.begin();
    const hasRoom = text.length <= MAX_JOINED_CHARS ? this.sendJoined(text) : this.sendLong(text);
    socket?.uncork();
    return hasRoom;
  }

  /** Calls back once, when the client has caught up. */
  whenDrained(callback: () => void): void {
    this.target.once('drain', callback);
  }

  /** Writes the last text, which may be empty, and ends the body. */
  end(text: string): void {
    const { response } = this;
    // Whoever ends a response uncorks its socket.
    response.socket?.cork();
    this.begin();
    const isLong = text.length > MAX_JOINED_CHARS;
    if (isLong) this.sendLong(text);
    const { bytes, encoding } = this.joined(isLong ? '' : text, LAST_CHUNK);
    response.end(bytes, encoding);
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

  private sendJoined(text: string): boolean {
    const { bytes, encoding } = this.joined(text, '');
    return this.send(bytes, encoding);
  }

  private sendLong(text: string): boolean {
    const bytes = Buffer.byteLength(text);
    const encoding = bytes === text.length ? 'latin1' : 'utf8';
    if (!this.chunked) return this.send(text, encoding);
    this.send(`${bytes.toString(16)}\r\n`, 'latin1');
    this.send(text, encoding);
    return this.send('\r\n', 'latin1');
  }

  /**
   * A text and what comes behind it, framed. It is framed as if it were ASCII, and then measured: to measure a text
   * and to write it both put it together from its parts.
   */
  private joined(
    text: string,
    behind: string,
  ): { readonly bytes: string; readonly encoding: BufferEncoding } {
    if (!this.chunked) return { bytes: text, encoding: 'utf8' };
    const ascii = framed(text, text.length) + behind;
    const more = Buffer.byteLength(ascii) - ascii.length;
    if (more === 0) return { bytes: ascii, encoding: 'latin1' };
    return { bytes: framed(text, text.length + more) + behind, encoding: 'utf8' };
  }

  private send(text: string, encoding: BufferEncoding): boolean {
    const hasRoom = this.target.write(text, encoding);
    this.target = this.response.socket ?? this.response;
    return hasRoom;
  }
}

const framed = (text: string, bytes: number): string =>
  text === '' ? '' : `${bytes.toString(16)}\r\n${text}\r\n`;
