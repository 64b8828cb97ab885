import { type IncomingMessage, type Server, type ServerResponse, setMaxIdleHTTPParsers } from 'node:http';
import type { Socket } from 'node:net';
import { Roster } from '../collections/roster';
import type { OpenExchanges } from '../sse/open-exchanges';
import { UnparsedConnection } from './unparsed-connection';

const NOTHING = Buffer.alloc(0);
/** Parsers without a connection that Node keeps for the next ones, 1.3 MB: of its own accord, it keeps 1,000. */
const SPARE = 128;

/** What Node has on its objects and does not declare. */
type Upgradable = IncomingMessage & { upgrade?: boolean };
type ParsedSocket = Socket & { parser?: object | null };
type UpgradingServer = Server & { shouldUpgradeCallback: (request: IncomingMessage) => boolean };

/**
 * Takes the HTTP parser from connections that are busy with a long answer, and gives them another one when their
 * client sends its next request (docs/decisions/0027).
 *
 * Since version 25 each of Node's parsers has 8 KiB for the header lines of a request inside of it
 * (nodejs/node#61375), and a server's connection holds one for as long as it is open: more than all else that it
 * takes outside of V8's heap. Node lets go of a parser in one case, when a request is upgraded to another protocol.
 * So a request that has been read to its end and is being answered is passed off as an upgrade; the response stays
 * as it is, and the connection is an {@link UnparsedConnection} from there on. Where Node does not take it for one
 * (the client has sent its next request ahead, say), nothing changes but that the memory stays in use.
 */
export class ParserRelease {
  /** Open answers whose connections keep theirs, 10 MB in all: not worth what the next request pays for another one. */
  static readonly KEPT: number = 1_024;
  private readonly busy = new Roster<UnparsedConnection>();
  private readonly idle = new Roster<UnparsedConnection>();
  private handedOver: IncomingMessage | undefined;

  /** @param exchanges those of the server that are open */
  constructor(
    private readonly server: Server,
    private readonly exchanges: Pick<OpenExchanges, 'count'>,
  ) {
    setMaxIdleHTTPParsers(SPARE);
    // Only what is released here is an upgrade: a client that asks for one is answered as if it had not.
    (server as UpgradingServer).shouldUpgradeCallback = () => false;
    server.on('upgrade', (request: IncomingMessage) => (this.handedOver = request));
    this.closeWithServer();
  }

  /** Takes the parser of a response's connection, where it is of use to nobody before the response has ended. */
  release(response: ServerResponse): void {
    if (this.exchanges.count - this.busy.size <= ParserRelease.KEPT) return;
    const request: Upgradable = response.req;
    const socket: ParsedSocket | null = response.socket;
    // A socket that is paused has further requests waiting, which the parser has begun to read.
    const isBusy = !request.complete || response.writableEnded || response.destroyed;
    if (!socket?.parser || isBusy || socket.isPaused()) return;
    this.handedOver = undefined;
    request.upgrade = true;
    // Node looks for upgrades whenever the parser has taken bytes, even none.
    socket.emit('data', NOTHING);
    request.upgrade = false;
    if (this.handedOver === request) {
      new UnparsedConnection(this.server, socket, response, this.busy, this.idle);
    }
    this.handedOver = undefined;
  }

  /** A server that closes ends its idle connections, which it knows by their parsers. */
  private closeWithServer(): void {
    const { server } = this;
    const closeIdle = server.closeIdleConnections.bind(server);
    const closeAll = server.closeAllConnections.bind(server);
    server.closeIdleConnections = () => {
      closeIdle();
      for (const connection of this.idle.all()) connection.destroy();
    };
    server.closeAllConnections = () => {
      closeAll();
      for (const connection of [...this.busy.all(), ...this.idle.all()]) connection.destroy();
    };
  }
}
