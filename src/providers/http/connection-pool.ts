import { type buildConnector, Client, type Dispatcher } from 'undici';
import { Roster, type RosterMember } from '../../collections/roster';

/** How long an idle connection is kept: shorter than the 60 s after which common load balancers drop theirs. */
const KEEP_ALIVE_MS = 30_000;
/** Last resort against an address that swallows packets; the routing's own connect timeout is shorter. */
export const CONNECT_TIMEOUT_MS = 60_000;

/** One of undici's clients, which is one connection, and where it stands. */
class Connection implements RosterMember {
  place = -1;
  state: 'busy' | 'idle' | 'gone' = 'busy';

  constructor(readonly client: Client) {}
}

/**
 * The connections to one upstream: as many as there are answers under way, since breaking one off closes its
 * connection and no other's. One that is free is used again, the latest first, and forgotten once it is closed.
 *
 * undici's own pool looks through all its connections twice for each request, and keeps the objects of those that were
 * closed (docs/decisions/0029).
 */
export class ConnectionPool {
  private readonly busy = new Roster<Connection>();
  private readonly idle = new Roster<Connection>();
  private readonly origin: URL;
  private readonly options: Client.Options;
  private isClosed = false;

  /**
   * @param origin scheme, host and port
   * @param connect makes the sockets
   */
  constructor(origin: string, connect: buildConnector.connector) {
    this.origin = new URL(origin);
    this.options = {
      pipelining: 1,
      allowH2: false,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      // Silence is the routing's to judge: it knows the model's own timeouts.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect,
    };
  }

  /** Connections that are open, or about to be. */
  get size(): number {
    return this.busy.size + this.idle.size;
  }

  /** Sends a request by a connection that is free, or by another one. What becomes of it, `handler` is told. */
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    const connection = this.idle.takeLast() ?? this.connection();
    connection.state = 'busy';
    this.busy.enter(connection);
    connection.client.dispatch(options, handler);
    // What undici refuses (a header that is none, say) is over before it has begun, and nothing tells of its end.
    this.settle(connection);
  }

  /** Takes no more requests. @returns once those that are under way are over */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.busy.all(), ...this.idle.all()].map(({ client }) => client.close()));
  }

  private connection(): Connection {
    const client = new Client(this.origin, this.options);
    // Which refuses the request, as the others do.
    if (this.isClosed) void client.close();
    const connection = new Connection(client);
    const settle = (): void => this.settle(connection);
    client.on('drain', settle).on('disconnect', settle);
    return connection;
  }

  /** Puts a connection where it belongs by now. One that was lost ahead of its request is undici's to make anew. */
  private settle(connection: Connection): void {
    const { state, client } = connection;
    const { size, connected } = client.stats;
    const now = size > 0 ? 'busy' : connected ? 'idle' : 'gone';
    if (now === state) return;
    connection.state = now;
    (state === 'busy' ? this.busy : this.idle).leave(connection);
    if (now === 'idle') this.idle.enter(connection);
  }
}
