import type { ServerResponse } from 'node:http';

/**
 * The body of an answer whose head has been written, bit by bit, in HTTP/1.1's chunks.
 *
 * Node frames a chunk by four writes of its own, which it gathers and turns into one call of `writev`. A write
 * here is one text, frame included, which leaves by the cheapest call there is, together with the head where
 * that still waits. It is told to be Latin-1 where it is ASCII, which is copied instead of being encoded.
 */
export class StreamBody {
  /** False for clients of HTTP/1.0, whose bodies end with their connection. */
  private readonly chunked: boolean;

  constructor(private readonly response: ServerResponse) {
    this.chunked = response.chunkedEncoding;
    response.chunkedEncoding = false;
  }

  /** Writes a text that is not empty. @returns false when the client has to catch up first */
  write(text: string): boolean {
    const bytes = Buffer.byteLength(text);
    return this.response.write(this.framed(text, bytes), encodingOf(text, bytes));
  }

  /** Writes the last text, which may be empty, and ends the body. */
  end(text: string): void {
    const bytes = Buffer.byteLength(text);
    const last = bytes === 0 ? '' : this.framed(text, bytes);
    this.response.end(this.chunked ? `${last}0\r\n\r\n` : last, encodingOf(text, bytes));
  }

  private framed(text: string, bytes: number): string {
    return this.chunked ? `${bytes.toString(16)}\r\n${text}\r\n` : text;
  }
}

/** As many bytes as characters: then all of them are ASCII. */
const encodingOf = (text: string, bytes: number): BufferEncoding =>
  bytes === text.length ? 'latin1' : 'utf8';
