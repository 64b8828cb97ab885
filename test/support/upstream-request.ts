import type { Socket } from 'node:net';

/** A request as an upstream received it. */
export interface UpstreamRequest {
  readonly method: string;
  readonly path: string;
  /** Lower-case names; the last of equal ones. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Parsed body. */
  readonly json: Record<string, unknown>;
  /** When it was complete, on the clock of `performance.now()`. */
  readonly receivedAt: number;
  /** Resolves when its socket has closed, with the time of it. */
  readonly closed: Promise<number>;
  /** Bytes of the answer that the kernel has taken so far. */
  sentBytes: number;
}

/** The type of a TLS record that carries a handshake. */
const TLS_HANDSHAKE = 0x16;

/** Reads the requests that come one after the other on a connection; bodies have a `Content-Length`. */
export class RequestReader {
  private received = Buffer.alloc(0);
  private readonly closed: Promise<number>;

  constructor(
    socket: Socket,
    private readonly onRequest: (request: UpstreamRequest) => void,
  ) {
    this.closed = new Promise((resolve) => socket.once('close', () => resolve(performance.now())));
    socket.on('data', (bytes: Buffer) => {
      // As a server without TLS answers whoever begins a handshake.
      if (this.received.length === 0 && bytes[0] === TLS_HANDSHAKE) {
        socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
        return;
      }
      this.received = Buffer.concat([this.received, bytes]);
      while (this.take());
    });
  }

  private take(): boolean {
    const headEnd = this.received.indexOf('\r\n\r\n');
    if (headEnd === -1) return false;
    const [requestLine, ...lines] = this.received.toString('latin1', 0, headEnd).split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
    const from = headEnd + 4;
    const to = from + Number(headers['content-length'] ?? 0);
    if (this.received.length < to) return false;
    const body = this.received.toString('utf8', from, to);
    this.received = this.received.subarray(to);
    const [method, path] = requestLine.split(' ');
    this.onRequest({
      method,
      path,
      headers,
      body,
      json: body === '' ? {} : (JSON.parse(body) as Record<string, unknown>),
      receivedAt: performance.now(),
      closed: this.closed,
      sentBytes: 0,
    });
    return true;
  }
}
