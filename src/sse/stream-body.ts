import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';

/** Characters of a text that is copied to have its frame around it. */
const MAX_JOINED_CHARS = 8_192;

/**
 * The body of an answer whose head has been written, bit by bit, in HTTP/1.1's chunks.
 *
 * Node frames a chunk by four writes of its own, which it gathers and turns into one call of `writev`. A write
 * here is one text, frame included, which leaves by the cheapest call there is: with the head where that still
 * waits, straight to the socket afterwards. It is told to be Latin-1 where it is ASCII, which is copied instead
 * of being encoded.
 */
export class StreamBody {
  /** False for clients of HTTP/1.0, whose bodies end with their connection. */
  private readonly chunked: boolean;
  private target: Writable;

  constructor(private readonly response: ServerResponse) {
    this.chunked = response.chunkedEncoding;
    this.target = response;
    response.chunkedEncoding = false;
  }

  /** Writes a text that is not empty. @returns false when the client has to catch up first */
  write(text: string): boolean {
    const { socket } = this.response;
    if (text.length <= MAX_JOINED_CHARS) return this.add(text);
    socket?.cork();
    const hasRoom = this.add(text);
    socket?.uncork();
    return hasRoom;
  }

  /** Calls back once, when the client has caught up. */
  whenDrained(callback: () => void): void {
    this.target.once('drain', callback);
  }

  /** Writes the last text, which may be empty, and ends the body. */
  end(text: string): void {
    // Whoever ends a response uncorks its socket.
    this.response.socket?.cork();
    if (text !== '') this.add(text);
    if (this.chunked) this.response.end('0\r\n\r\n', 'latin1');
    else this.response.end();
  }

  private add(text: string): boolean {
    const bytes = Buffer.byteLength(text);
    // As many bytes as characters: then all of them are ASCII.
    const encoding = bytes === text.length ? 'latin1' : 'utf8';
    if (!this.chunked) return this.send(text, encoding);
    const length = `${bytes.toString(16)}\r\n`;
    if (text.length <= MAX_JOINED_CHARS) return this.send(`${length}${text}\r\n`, encoding);
    this.send(length, 'latin1');
    this.send(text, encoding);
    return this.send('\r\n', 'latin1');
  }

  private send(text: string, encoding: BufferEncoding): boolean {
    const hasRoom = this.target.write(text, encoding);
    // There is a socket, unless an earlier request of its connection is still being answered.
    this.target = this.response.socket ?? this.response;
    return hasRoom;
  }
}
