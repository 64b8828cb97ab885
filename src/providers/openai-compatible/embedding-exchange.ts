import type { IncomingHttpHeaders } from 'node:http';
import type { Subscriber, Unsubscribable } from 'rxjs';
import type { Dispatcher } from 'undici';
import type { Embeddings } from '../../generation/embed';
import type { GenerationContext } from '../../generation/generation-context';
import { GenerationError } from '../../generation/generation-error';
import { connectionError } from '../http/connection-failure';
import { parseRetryAfter } from '../http/retry-after';
import { upstreamError } from '../http/upstream-failure';
import { unreadable } from './chunk-reader';
import { readErrorObject } from './error-object';
import { readEmbeddings } from './read-embeddings';
import type { WireChunk } from './wire-chunk';

/**
 * Bytes of an answer: twice what the largest one in base64 comes to, 2,048 vectors of 3,072 numbers. It is
 * held whole, since JSON is read whole.
 */
const MAX_ANSWER_BYTES = 67_108_864;
/** Bytes of an error's body that are read; pages of proxies can be long. */
const MAX_ERROR_BYTES = 65_536;

/** Shared, since an error's stack costs more than all else about breaking off. */
const BROKEN_OFF = new Error('the answer is not wanted any more');

/** One request for vectors to an OpenAI-compatible server and its answer, as undici's handler. */
export class EmbeddingExchange implements Dispatcher.DispatchHandler, Unsubscribable {
  private status = 0;
  private retryAfter: number | undefined;
  private controller: Dispatcher.DispatchController | undefined;
  private body: Buffer[] = [];
  private bytes = 0;
  private closed = false;

  /** @param secrets texts that no caller may see */
  constructor(
    private readonly context: GenerationContext,
    private readonly subscriber: Subscriber<Embeddings>,
    private readonly secrets: readonly string[],
    private readonly requestBytes: number,
  ) {}

  /** Breaks the answer off, unless it is over. */
  unsubscribe(): void {
    if (this.closed) return;
    this.closed = true;
    this.body = [];
    this.controller?.abort(BROKEN_OFF);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.closed) controller.abort(BROKEN_OFF);
    else this.context.connected();
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // Informational answers (103 Early Hints) precede the real one.
    if (status < 200) return;
    this.status = status;
    this.retryAfter = parseRetryAfter(headers['retry-after']);
  }

  onResponseData(_: Dispatcher.DispatchController, bytes: Buffer): void {
    if (this.closed) return;
    this.bytes += bytes.length;
    const maxBytes = this.succeeded ? MAX_ANSWER_BYTES : MAX_ERROR_BYTES;
    // Copied, since they are valid only until this returns.
    if (this.bytes <= maxBytes) this.body.push(Buffer.from(bytes));
    else this.fail(this.succeeded ? tooLarge() : this.failure(undefined));
  }

  onResponseEnd(): void {
    if (this.closed) return;
    this.closed = true;
    try {
      this.subscriber.next(this.read());
      this.subscriber.complete();
    } catch (error) {
      this.subscriber.error(error);
    }
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (this.closed) return;
    this.closed = true;
    this.subscriber.error(connectionError(error, this.status !== 0));
  }

  private get succeeded(): boolean {
    return this.status < 300;
  }

  private read(): Embeddings {
    const json = parsed(Buffer.concat(this.body));
    this.body = [];
    if (!this.succeeded || (json as WireChunk | undefined)?.error) throw this.failure(json);
    if (json === undefined) throw unreadable('the upstream did not answer in JSON');
    return readEmbeddings(json, this.requestBytes);
  }

  private failure(json: unknown): GenerationError {
    const failure = readErrorObject(json, this.succeeded ? undefined : this.status);
    return upstreamError({ retryAfter: this.retryAfter, ...failure, secrets: this.secrets });
  }

  private fail(error: GenerationError): void {
    this.unsubscribe();
    this.subscriber.error(error);
  }
}

/** Pages of proxies and bare texts tell by their status alone. */
function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return undefined;
  }
}

const tooLarge = (): GenerationError =>
  new GenerationError(
    'upstream_invalid_response',
    'The vectors are too large to be passed on. Ask for fewer at a time, or for base64.',
  );
