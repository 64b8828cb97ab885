import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { UpstreamAnswer } from './upstream-answer';
import { RequestReader, type UpstreamRequest } from './upstream-request';

/** One move of a script. What it waits for ends early when the client goes away. */
export type Step = (answer: UpstreamAnswer) => Promise<void> | void;

/** What happens to a connection before any request is read from it. */
export type ConnectionMode = 'serve' | 'reset' | 'ignore';

/** Shows in the failing test as the answer to a request that it did not expect. */
const NO_SCRIPT: readonly Step[] = [(answer) => answer.head(418, { 'X-Reason': 'no script' }, 0)];

/**
 * A server on raw sockets that plays a script to each request, byte by byte, so that everything an upstream
 * can do wrong can be done here, and nothing else happens. It notes the requests and when their sockets
 * closed.
 */
export class ScriptedUpstream {
  /** All requests so far, oldest first. */
  readonly requests: UpstreamRequest[] = [];
  /** Connections so far. */
  connections = 0;
  /** For connections that come from now on: `reset` cuts them off at once, `ignore` never reads from them. */
  mode: ConnectionMode = 'serve';
  private readonly sockets = new Set<Socket>();
  private readonly busy = new Set<Socket>();
  private readonly queue: (readonly Step[])[] = [];
  private fallback: readonly Step[] | undefined;
  private waiting: (() => void)[] = [];

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.accept(socket));
  }

  /** Listens on a free port of this machine. */
  static async start(): Promise<ScriptedUpstream> {
    const server = createServer({ noDelay: true });
    const upstream = new ScriptedUpstream(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return upstream;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Where an OpenAI-compatible API would begin. */
  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/v1`;
  }

  /** Connections that are open now. */
  get open(): number {
    return this.sockets.size;
  }

  /** Plays these steps to every request that finds nothing queued. */
  always(...steps: readonly Step[]): void {
    this.fallback = steps;
  }

  /** Plays these steps to one more request; calls queue up. */
  next(...steps: readonly Step[]): void {
    this.queue.push(steps);
  }

  /** Resolves with the request of this number, counted from 0, once it has been read. */
  async request(number = 0): Promise<UpstreamRequest> {
    while (this.requests.length <= number) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    return this.requests[number];
  }

  /** Forgets scripts and requests, and drops every connection on which an answer is not over. */
  reset(): void {
    this.queue.length = 0;
    this.fallback = undefined;
    this.requests.length = 0;
    this.connections = 0;
    this.mode = 'serve';
    // The others are left to the client: it may be about to use them again.
    for (const socket of this.busy) socket.destroy();
  }

  /** Closes the connections that wait for a next request, so that the next one comes on a new connection. */
  dropIdle(): void {
    for (const socket of this.sockets) if (!this.busy.has(socket)) socket.destroy();
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private accept(socket: Socket): void {
    this.connections++;
    // A client that leaves resets its connection; that is not this server's trouble.
    socket.on('error', () => undefined);
    if (this.mode === 'reset') {
      socket.resetAndDestroy();
      return;
    }
    this.sockets.add(socket);
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.busy.delete(socket);
    });
    if (this.mode === 'ignore') this.busy.add(socket.pause());
    else new RequestReader(socket, (request) => void this.play(request, socket));
  }

  private async play(request: UpstreamRequest, socket: Socket): Promise<void> {
    this.requests.push(request);
    for (const wake of this.waiting.splice(0)) wake();
    const steps = this.queue.shift() ?? this.fallback ?? NO_SCRIPT;
    const answer = new UpstreamAnswer(socket, request);
    this.busy.add(socket);
    for (const step of steps) {
      if (socket.destroyed) return;
      await step(answer);
    }
    answer.end();
    this.busy.delete(socket);
  }
}
