import type { buildConnector, Dispatcher } from 'undici';
import { ConnectionPool } from './connection-pool';

/** A {@link ConnectionPool} for each origin that is asked, for requests that bring their whole address. */
export class OriginPools {
  private readonly pools = new Map<string, ConnectionPool>();
  private isClosed = false;

  /** @param connect makes the sockets */
  constructor(private readonly connect: buildConnector.connector) {}

  /** How many origins have a pool. */
  get size(): number {
    return this.pools.size;
  }

  /** Sends a request to its origin. */
  dispatch(
    options: Dispatcher.DispatchOptions & { origin: string },
    handler: Dispatcher.DispatchHandler,
  ): void {
    const { origin } = options;
    (this.pools.get(origin) ?? this.open(origin)).dispatch(options, handler);
  }

  /** Takes no more requests. @returns once those that are under way are over */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.pools.values()].map((pool) => pool.close()));
  }

  /** Makes an origin's pool, and drops those that nobody uses. */
  private open(origin: string): ConnectionPool {
    for (const [other, { size }] of this.pools) if (size === 0) this.pools.delete(other);
    const pool = new ConnectionPool(origin, this.connect);
    if (this.isClosed) void pool.close();
    else this.pools.set(origin, pool);
    return pool;
  }
}
