import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { UpstreamRequest } from './upstream-request';

/** How the end of a body is told: by chunks, by a length (true or not), or by the end of the connection. */
export type Framing = 'chunked' | 'close' | number;

/** What a script's steps act on: one request's connection, as raw as it is. */
export class UpstreamAnswer {
  private framing: Framing = 'close';
  private headSent = false;
  private ended = false;

  constructor(
    private readonly socket: Socket,
    readonly request: UpstreamRequest,
  ) {}

  /** Whether the client is gone. */
  get isClosed(): boolean {
    return this.socket.destroyed;
  }

  /** Sends the head. */
  head(status: number, headers: Readonly<Record<string, string>>, framing: Framing): Promise<void> {
    this.framing = framing;
    this.headSent = true;
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    if (framing === 'chunked') lines.push('Transfer-Encoding: chunked');
    else if (framing === 'close') lines.push('Connection: close');
    else lines.push(`Content-Length: ${framing}`);
    return this.raw([`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Odd'}`, ...lines, '', ''].join('\r\n'));
  }

  /** Sends bytes of the body in one write, and resolves when the kernel has taken them. */
  body(bytes: string | Buffer): Promise<void> {
    if (this.framing !== 'chunked') return this.raw(bytes);
    const length = Buffer.byteLength(bytes).toString(16);
    return this.raw(Buffer.concat([Buffer.from(`${length}\r\n`), Buffer.from(bytes), Buffer.from('\r\n')]));
  }

  /** Sends bytes as they are. */
  raw(bytes: string | Buffer): Promise<void> {
    return new Promise((resolve) => {
      if (this.socket.destroyed || this.ended) return resolve();
      this.socket.once('close', resolve);
      this.socket.write(bytes, () => {
        this.request.sentBytes += Buffer.byteLength(bytes);
        this.socket.off('close', resolve);
        resolve();
      });
    });
  }

  /** Waits, or until the client goes away. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.socket.destroyed) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        this.socket.off('close', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.socket.once('close', done);
    });
  }

  /** Waits until the client goes away. */
  untilClosed(): Promise<void> {
    return this.request.closed.then(() => undefined);
  }

  /** Ends the body in good order; the connection stays where its framing allows. */
  end(): void {
    if (this.ended || this.socket.destroyed) return;
    if (this.headSent && this.framing === 'chunked') void this.raw('0\r\n\r\n');
    this.ended = true;
    if (!this.headSent || this.framing === 'close') this.socket.end();
  }

  /** Closes the connection, whatever has been promised (FIN). */
  cut(): void {
    this.ended = true;
    this.socket.end();
  }

  /** Resets the connection (RST). */
  reset(): void {
    this.ended = true;
    this.socket.resetAndDestroy();
  }
}
