import type { Socket } from 'node:net';
import { announceRead, READ_BYTES } from './read-turn';

/** What all sockets read into: a read has been parsed, or copied, before the next one of any socket begins. */
const shared = Buffer.allocUnsafeSlow(READ_BYTES);

/**
 * Reads a socket past Node's streams: bytes go from the kernel to one buffer that all sockets share, and from there
 * to whoever listens for `readable`, before the read returns. A stream would get a buffer of its own for every read,
 * queue it, and tell of it in a later turn, which is some 8 % of what an event costs that comes alone.
 *
 * To the listener the socket looks as ever: it calls `read()` until there is no more, and may put back by
 * `unshift()` what it cannot take yet. While it has not taken everything, what is left is kept and no more is read.
 * What it is given is valid until it returns.
 */
export class DirectReads {
  private socket: Socket | undefined;
  private proceed: ((size: number) => unknown) | undefined;
  private unread: Buffer | undefined;
  private isStopped = false;

  /** The socket's option `onread`, which Node looks at when it makes the socket. */
  readonly onread = { buffer: shared, callback: (bytes: number) => this.received(bytes) };

  /** Begins to hand over what `socket`, made with {@link onread}, receives. */
  attach(socket: Socket): void {
    this.socket = socket;
    // Node's own `read` starts the reading again, and ends the stream when its time has come.
    this.proceed = socket.read.bind(socket);
    socket.read = (size?: number) => this.read(size);
    socket.unshift = (bytes: Buffer) => this.putBack(bytes);
  }

  private read(size?: number): Buffer | null {
    const { unread } = this;
    if (unread === undefined) {
      if (this.isStopped || size === 0) {
        this.isStopped = false;
        this.proceed?.(0);
      }
      return null;
    }
    if (size === 0) return null;
    this.unread = undefined;
    return unread;
  }

  private putBack(bytes: Buffer): void {
    if (bytes.length > 0) this.unread = bytes;
  }

  /** @returns whether to go on reading */
  private received(bytes: number): boolean {
    const read = shared.subarray(0, bytes);
    // TLS hands over all that it has decrypted, stopped or not.
    if (this.isStopped) return this.keep(this.unread ? [this.unread, read] : [read]);
    this.unread = read;
    if (this.socket) announceRead(this.socket);
    return this.unread === undefined || this.keep([this.unread]);
  }

  private keep(unread: readonly Buffer[]): false {
    this.unread = Buffer.concat(unread);
    this.isStopped = true;
    return false;
  }
}
