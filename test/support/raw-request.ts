import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A `POST /v1/chat/completions` on a bare socket: every byte that comes, and nothing that a client library does. */
export class RawRequest {
  private bytes = '';
  /** Whether the service has closed its side. */
  ended = false;

  private constructor(readonly socket: Socket) {
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => (this.bytes += text));
    socket.on('end', () => (this.ended = true));
    socket.on('error', () => (this.ended = true));
    socket.on('close', () => (this.ended = true));
  }

  static async send(
    port: number,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<RawRequest> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const raw = new RawRequest(socket);
    const content = JSON.stringify(body);
    const all = {
      Host: 'test',
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(content),
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`POST /v1/chat/completions HTTP/1.1\r\n${lines.join('')}\r\n${content}`);
    return raw;
  }

  /** Everything so far. */
  get received(): string {
    return this.bytes;
  }

  /** The status line and the headers, lower-case names. */
  get head(): { readonly status: string; readonly headers: ReadonlyMap<string, string> } {
    const [status, ...lines] = this.bytes.split('\r\n\r\n', 1)[0].split('\r\n');
    const headers = lines.map((line) => /^([^:]+): (.*)$/.exec(line) ?? ['', '', '']);
    return { status, headers: new Map(headers.map(([, name, value]) => [name.toLowerCase(), value])) };
  }

  /** The body without its chunked encoding; what of it has come. */
  get body(): string {
    const bytes = Buffer.from(this.bytes.slice(this.bytes.indexOf('\r\n\r\n') + 4));
    const parts: Buffer[] = [];
    for (let at = 0; ;) {
      const end = bytes.indexOf('\r\n', at);
      const length = end === -1 ? 0 : parseInt(bytes.toString('latin1', at, end), 16);
      if (!(length > 0)) return Buffer.concat(parts).toString();
      parts.push(bytes.subarray(end + 2, end + 2 + length));
      at = end + 2 + length + 2;
    }
  }

  /** Whether the body's last chunk has come. */
  get complete(): boolean {
    return this.bytes.endsWith('\r\n0\r\n\r\n');
  }

  close(): void {
    this.socket.destroy();
  }
}
