import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Roster, RosterMember } from '../collections/roster';

/** Bytes of requests that a client may send ahead, while it is being answered; after them it has to wait. */
const MAX_EARLY_BYTES = 65_536;

const CONNECTION = Symbol('connection');
type CarrierSocket = Socket & { [CONNECTION]?: UnparsedConnection };

/**
 * A client's connection without a parser, from the middle of one answer to the next request. It does what Node's
 * server does for its connections meanwhile: sees the client leave, reports a write that stalls, ends the connection
 * when it has been idle for too long. The next request's first bytes bring the connection back to the server, as a
 * new one.
 *
 * Its listeners are functions that all connections share, since closures would cost what the parser's absence saves.
 */
export class UnparsedConnection implements RosterMember {
  place = -1;
  private early: Buffer[] | undefined;
  private earlyBytes = 0;
  private answered = false;

  /**
   * @param busy where it is while its answer lasts
   * @param idle where it is afterwards
   */
  constructor(
    private readonly server: Server,
    private readonly socket: CarrierSocket,
    private readonly response: ServerResponse,
    private readonly busy: Roster<UnparsedConnection>,
    private readonly idle: Roster<UnparsedConnection>,
  ) {
    socket[CONNECTION] = this;
    busy.enter(this);
    socket.on('error', ignore).on('end', end).on('timeout', timeOut).on('close', leave).on('data', receive);
    // After Node's own listener, which leaves the socket to the next response, or ends it.
    response.on('finish', finish);
  }

  static of(socket: CarrierSocket): UnparsedConnection | undefined {
    return socket[CONNECTION];
  }

  destroy(): void {
    this.socket.destroy();
  }

  /** Takes what the client sends: its next request. */
  receive(bytes: Buffer): void {
    if (this.answered) return this.readmit(bytes);
    (this.early ??= []).push(bytes);
    this.earlyBytes += bytes.length;
    if (this.earlyBytes > MAX_EARLY_BYTES) this.socket.pause();
  }

  /** The answer has left. */
  finish(): void {
    if (this.socket.destroyed || this.socket.writableEnded) return;
    this.answered = true;
    this.busy.leave(this);
    this.idle.enter(this);
    if (this.early) this.readmit(Buffer.concat(this.early));
  }

  /** Node's order: whoever watches the response, and else the connection ends. */
  timeOut(): void {
    if (this.answered || !this.response.emit('timeout', this.socket)) this.socket.destroy();
  }

  leave(): void {
    if (this.socket[CONNECTION] !== this) return;
    this.socket[CONNECTION] = undefined;
    (this.answered ? this.idle : this.busy).leave(this);
  }

  private readmit(bytes: Buffer): void {
    const { server, socket } = this;
    this.leave();
    socket
      .removeListener('end', end)
      .removeListener('timeout', timeOut)
      .removeListener('close', leave)
      .removeListener('data', receive);
    // Node has set it, to end the connection if it stayed idle.
    socket.setTimeout(server.timeout);
    server.emit('connection', socket);
    socket.removeListener('error', ignore);
    if (socket.isPaused()) socket.resume();
    socket.emit('data', bytes);
  }
}

/** What fails closes, too. */
function ignore(): void {}

function receive(this: Socket, bytes: Buffer): void {
  UnparsedConnection.of(this)?.receive(bytes);
}

/** A client that closes its side is gone, as it is to Node. */
function end(this: Socket): void {
  this.end();
}

function timeOut(this: Socket): void {
  UnparsedConnection.of(this)?.timeOut();
}

function leave(this: Socket): void {
  UnparsedConnection.of(this)?.leave();
}

function finish(this: ServerResponse): void {
  UnparsedConnection.of(this.req.socket)?.finish();
}
