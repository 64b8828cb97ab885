const LF = 0x0a;
const CR = 0x0d;
const HEAD_END = Buffer.from('\r\n\r\n');

type State = 'head' | 'size' | 'data' | 'data-end' | 'trailer' | 'length';

/**
 * Reads one HTTP/1.1 response after another from a connection that does not pipeline, and hands out its
 * body without copying it. Of HTTP it knows as much as the load needs: bodies with a length, and in chunks.
 */
export class ResponseReader {
  /** 0 until the head is read. */
  status = 0;
  /** Whether the server closes the connection after this response. */
  closes = false;
  private state: State = 'head';
  private head = '';
  private left = 0;
  private trailerLine = 0;

  /** @param onBody called with each piece of the body: a range of the buffer that is being read */
  constructor(private readonly onBody: (bytes: Buffer, from: number, to: number) => void) {}

  /** Makes ready for the next response. */
  reset(): void {
    this.status = 0;
    this.closes = false;
    this.state = 'head';
    this.head = '';
    this.left = 0;
    this.trailerLine = 0;
  }

  /**
   * Reads `bytes` up to `to`.
   * @returns whether the response is complete
   */
  push(bytes: Buffer, to: number): boolean {
    let at = 0;
    while (at < to) {
      switch (this.state) {
        case 'head':
          at = this.readHead(bytes, to);
          if (this.isEmpty()) return true;
          break;
        case 'size':
          at = this.readSize(bytes, at, to);
          break;
        case 'data':
        case 'length': {
          const end = Math.min(to, at + this.left);
          this.onBody(bytes, at, end);
          this.left -= end - at;
          at = end;
          if (this.left > 0) break;
          if (this.state === 'length') return true;
          this.state = 'data-end';
          break;
        }
        case 'data-end':
          if (bytes[at++] === LF) this.state = 'size';
          break;
        case 'trailer':
          if (bytes[at] === LF) {
            if (this.trailerLine === 0) return true;
            this.trailerLine = 0;
          } else if (bytes[at] !== CR) {
            this.trailerLine++;
          }
          at++;
          break;
      }
    }
    return false;
  }

  private isEmpty(): boolean {
    return this.state === 'length' && this.left === 0;
  }

  /** @returns where the body begins, or `to` where the head goes on */
  private readHead(bytes: Buffer, to: number): number {
    const before = this.head.length;
    // A head that comes in pieces is rare enough to be read as text from its beginning.
    const end = before === 0 ? bytes.subarray(0, to).indexOf(HEAD_END) : -1;
    this.head += bytes.toString('latin1', 0, end === -1 ? to : end + HEAD_END.length);
    const length = this.head.indexOf('\r\n\r\n');
    if (length === -1) return to;
    const head = this.head.slice(0, length).toLowerCase();
    this.status = Number(head.slice(9, 12));
    this.closes = head.includes('\r\nconnection: close');
    if (head.includes('\r\ntransfer-encoding: chunked')) {
      this.state = 'size';
    } else {
      this.state = 'length';
      this.left = Number(/\r\ncontent-length: *(\d+)/.exec(head)?.[1] ?? 0);
    }
    return length + HEAD_END.length - before;
  }

  private readSize(bytes: Buffer, from: number, to: number): number {
    for (let at = from; at < to; at++) {
      const byte = bytes[at];
      if (byte === LF) {
        this.state = this.left === 0 ? 'trailer' : 'data';
        return at + 1;
      }
      if (byte !== CR) this.left = this.left * 16 + hexDigit(byte);
    }
    return to;
  }
}

const hexDigit = (byte: number): number => (byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57);
