import { Demand } from './demand';
import { GenerationReport } from './generation-report';

/** How a connection breaks off: a body that just ends, or a reset. */
export type Severance = 'truncate' | 'reset';

/** The client's side of a request, as far as a generation may touch it. */
export interface ClientConnection {
  /**
   * Breaks the terminal guarantee on purpose: the client's own connection ends in the middle of its answer.
   * For fault injection, and for nothing else.
   */
  sever(how: Severance): void;
}

/** What accompanies a request through every layer and is no part of what was asked. */
export class GenerationContext {
  /** The connect timeout of the attempt that runs, while there is one. */
  private onConnected: (() => void) | undefined;

  /**
   * @param requestId names the request in logs and in the `X-Request-Id` header
   * @param client absent where nobody waits at a connection, as in a background run
   * @param demand pressure from the client's socket; a provider pauses its source by it
   * @param report what became of it, filled in on the way
   */
  constructor(
    readonly requestId: string,
    readonly client?: ClientConnection,
    readonly demand = new Demand(),
    readonly report = new GenerationReport(),
  ) {}

  /**
   * A context for one of several generations that make up one answer: the same client, pressure and report,
   * whose counts then are sums, and a connection of its own to wait for.
   */
  fork(): GenerationContext {
    return new GenerationContext(this.requestId, this.client, this.demand, this.report);
  }

  /** Called by a provider once its upstream has been reached: a connection stands and takes the request. */
  connected(): void {
    this.onConnected?.();
  }

  /** Calls `listener` when the running attempt's upstream has been reached; undefined takes it back. */
  whenConnected(listener: (() => void) | undefined): void {
    this.onConnected = listener;
  }
}
