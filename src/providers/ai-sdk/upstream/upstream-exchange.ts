import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { DemandListener } from '../../../generation/demand';
import type { GenerationContext } from '../../../generation/generation-context';
import { GenerationError } from '../../../generation/generation-error';
import { connectionError } from '../../http/connection-failure';
import type { OriginPools } from '../../http/origin-pools';
import { parseRetryAfter } from '../../http/retry-after';
import { upstreamError } from '../../http/upstream-failure';
import { type EventBound, eventBoundOf } from './event-bound';
import { readFailure } from './read-failure';

/** Bytes of one event of an upstream; an answer's text never comes near it, an inline image may. */
const MAX_EVENT_BYTES = 1_048_576;
/** Bytes of an error's body that are read; pages of proxies can be long. */
const MAX_ERROR_BYTES = 65_536;
/** Bytes that may wait for the package to read them; above, the connection is paused. */
const READ_AHEAD_BYTES = 65_536;
/** What an answer that is whole may still send, and how long it may take, for its connection to be used again. */
const MAX_TRAILING_BYTES = 65_536;
const CLOSING_MS = 3_000;

/** Shared, since an error's stack costs more than all else about breaking off. */
const BROKEN_OFF = new Error('the answer is not wanted any more');

type Phase = 'waiting' | 'stream' | 'failure' | 'over' | 'closed';

/**
 * One HTTP request of a package and its answer, as undici's handler. The package gets to see only a stream
 * that began well; every other end of a request is told here, in the contract's codes.
 */
export class UpstreamExchange implements Dispatcher.DispatchHandler, DemandListener {
  /** Why there is no answer, or no more of it. */
  error: GenerationError | undefined;
  /** Length of the body that was sent. */
  requestBytes = 0;
  private phase: Phase = 'waiting';
  private status = 0;
  private headers: IncomingHttpHeaders = {};
  private request: Dispatcher.DispatchController | undefined;
  private body: ReadableStreamDefaultController<Uint8Array> | undefined;
  private bound: EventBound | undefined;
  private failure: Buffer[] = [];
  private bytes = 0;
  private closing: NodeJS.Timeout | undefined;
  private readonly answer = Promise.withResolvers<Response>();

  /**
   * @param secrets texts that no caller may see
   * @param boundOf the bound on an answer of a content type; undefined for a type that is no answer
   */
  constructor(
    private readonly context: GenerationContext,
    private readonly secrets: readonly string[],
    private readonly boundOf: (contentType: string | undefined) => EventBound | undefined = (contentType) =>
      eventBoundOf(contentType, MAX_EVENT_BYTES),
  ) {
    context.demand.listen(this);
  }

  demandChanged(): void {
    this.flow();
  }

  /**
   * Sends the request.
   * @returns the answer, once its stream has begun
   * @throws GenerationError, which also stays in `error`: packages wrap what they catch
   */
  send(connections: OriginPools, url: URL, init: RequestInit): Promise<Response> {
    const { origin, pathname, search } = url;
    const headers = [...new Headers(init.headers)].flat();
    const body = Buffer.from(init.body as string);
    this.requestBytes = body.length;
    connections.dispatch({ origin, path: pathname + search, method: 'POST', headers, body }, this);
    return this.answer.promise;
  }

  /** Breaks the answer off, down to the socket; one that is whole may end by itself. */
  stop(): void {
    if (this.phase === 'over') return this.linger();
    if (this.phase === 'closed') return;
    this.close();
    this.answer.reject(BROKEN_OFF);
  }

  /** Tells that the package has made a whole answer of what came. */
  finished(): void {
    if (this.phase === 'stream') this.phase = 'over';
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.request = controller;
    if (this.phase === 'closed') controller.abort(BROKEN_OFF);
    else this.context.connected();
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // Informational answers (103 Early Hints) precede the real one.
    if (this.phase !== 'waiting' || status < 200) return;
    this.status = status;
    this.headers = headers;
    this.bound = status === 200 ? this.boundOf(headers['content-type']) : undefined;
    this.phase = this.bound ? 'stream' : 'failure';
    if (this.phase === 'failure') return;
    const stream = new ReadableStream<Uint8Array>(
      {
        start: (body) => void (this.body = body),
        pull: () => this.flow(),
        cancel: () => this.stop(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: READ_AHEAD_BYTES }),
    );
    this.answer.resolve(new Response(stream, { status, headers: plain(headers) }));
    this.flow();
  }

  onResponseData(controller: Dispatcher.DispatchController, bytes: Buffer): void {
    this.bytes += bytes.length;
    if (this.phase === 'stream') {
      if (this.bound?.exceededBy(bytes)) return this.fail(tooLarge());
      this.body?.enqueue(bytes);
      if (!this.isWanted) controller.pause();
    } else if (this.phase === 'failure') {
      if (this.bytes <= MAX_ERROR_BYTES) this.failure.push(bytes);
      else this.readFailure();
    } else if (this.bytes > MAX_TRAILING_BYTES) {
      this.close();
    }
  }

  onResponseEnd(): void {
    if (this.phase === 'failure') this.readFailure();
    else if (this.phase === 'stream') this.body?.close();
    this.over();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (this.phase === 'over' || this.phase === 'closed') return this.over();
    this.fail(connectionError(error, this.phase !== 'waiting'));
  }

  /** Whether the client takes more, and the package has read what came. */
  private get isWanted(): boolean {
    return this.context.demand.isWanted && (this.body?.desiredSize ?? 1) > 0;
  }

  private flow(): void {
    if (this.phase === 'over' || this.isWanted) this.request?.resume();
    else this.request?.pause();
  }

  private readFailure(): void {
    const failure = readFailure(Buffer.concat(this.failure).toString(), this.status);
    if (!failure) return this.fail(notAnAnswer());
    const retryAfter = failure.retryAfter ?? parseRetryAfter(this.headers['retry-after']);
    this.fail(upstreamError({ ...failure, retryAfter, secrets: this.secrets }));
  }

  private fail(error: GenerationError): void {
    if (this.phase === 'closed') return;
    this.error = error;
    const { phase } = this;
    this.close();
    // A turn later: a stream that fails drops what it holds, and what came before is to be read first.
    if (phase === 'stream') setImmediate(() => this.body?.error(error));
    else this.answer.reject(error);
  }

  private over(): void {
    this.phase = 'closed';
    this.context.demand.unlisten(this);
    clearTimeout(this.closing);
  }

  private close(): void {
    this.over();
    this.request?.abort(BROKEN_OFF);
  }

  /** Leaves the connection a moment to end by itself, so that it can be used again. */
  private linger(): void {
    this.bytes = 0;
    this.flow();
    this.closing ??= setTimeout(() => this.close(), CLOSING_MS).unref();
  }
}

const plain = (headers: IncomingHttpHeaders): [string, string][] =>
  Object.entries(headers).map(([name, value]) => [name, String(value)]);

const tooLarge = (): GenerationError =>
  new GenerationError(
    'upstream_invalid_response',
    'The model sent an event that is too large to be passed on.',
  );

const notAnAnswer = (): GenerationError =>
  new GenerationError('upstream_invalid_response', 'The model sent something that cannot be read.', {
    cause: 'the upstream did not answer in the form that was asked for',
  });
