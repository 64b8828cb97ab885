import type { IncomingHttpHeaders } from 'node:http';
import type { Subscriber, Unsubscribable } from 'rxjs';
import type { Dispatcher } from 'undici';
import type { DemandListener } from '../../generation/demand';
import type { GenerationContext } from '../../generation/generation-context';
import type { GenerationRequest } from '../../generation/generation-request';
import type { StreamEvent } from '../../generation/stream-event';
import type { TimerWheel, WheelTimer } from '../../timing/timer-wheel';
import { connectionError } from '../http/connection-failure';
import { parseRetryAfter } from '../http/retry-after';
import { PieceJoiner } from '../http/piece-joiner';
import { type UpstreamFailure, upstreamError } from '../http/upstream-failure';
import { unreadable } from './chunk-reader';
import { CompletionStream, type CompletionStreamOptions } from './completion-stream';
import { readErrorObject } from './error-object';
import type { MessageMemos } from './message-memo';
import type { WireChunk } from './wire-chunk';

/** What the exchanges of one provider share. */
export interface ExchangeOptions extends CompletionStreamOptions {
  readonly wheel: TimerWheel;
  readonly memos: MessageMemos;
}

/** Bytes of an error's body that are read; pages of proxies can be long. */
const MAX_ERROR_BYTES = 65_536;
/**
 * How long an answer whose choices have all finished may take to bring its usage and its end. After that it
 * counts as finished without them: some servers forget both.
 */
const CLOSING_MS = 3_000;
/** Bytes that may follow the end of an answer before its connection is given up instead of reused. */
const MAX_TRAILING_BYTES = 65_536;

/** Shared, since an error's stack costs more than all else about breaking off. */
const BROKEN_OFF = new Error('the answer is not wanted any more');

type Phase = 'waiting' | 'stream' | 'body' | 'over' | 'closed';

/**
 * One request to an OpenAI-compatible server and its answer, as undici's handler: bytes in, events out.
 *
 * It is where the truth about a stream's end is found out: an answer is whole once every choice has given
 * its finish reason. A stream that ends in any other way is an error, `[DONE]` or not.
 */
export class CompletionExchange implements Dispatcher.DispatchHandler, DemandListener, Unsubscribable {
  private phase: Phase = 'waiting';
  private status = 0;
  private retryAfter: number | undefined;
  private controller: Dispatcher.DispatchController | undefined;
  private stream: CompletionStream | undefined;
  private readonly read: PieceJoiner;
  private body: Buffer[] = [];
  private bodyBytes = 0;
  private closing: WheelTimer | undefined;

  constructor(
    private readonly request: GenerationRequest,
    private readonly context: GenerationContext,
    private readonly subscriber: Subscriber<StreamEvent>,
    private readonly options: ExchangeOptions,
    private readonly requestBytes: number,
  ) {
    this.read = new PieceJoiner(this);
    context.demand.listen(this);
  }

  demandChanged(wanted: boolean): void {
    if (wanted) this.controller?.resume();
    else this.controller?.pause();
  }

  /** Ends the exchange for its subscriber; an answer that is not over is broken off. */
  unsubscribe(): void {
    this.context.demand.unlisten(this);
    this.closing?.stop();
    if (this.phase === 'over') return this.linger();
    this.close();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.phase === 'closed') controller.abort(BROKEN_OFF);
    else this.context.connected();
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    // As many small buffers as the head had words, which undici keeps for as long as the answer lasts.
    controller.rawHeaders = null;
    // Informational answers (103 Early Hints) precede the real one.
    if (this.phase !== 'waiting' || status < 200) return;
    this.status = status;
    this.retryAfter = parseRetryAfter(headers['retry-after']);
    const isStream = status === 200 && /^text\/event-stream\b/i.test(String(headers['content-type']));
    this.phase = isStream ? 'stream' : 'body';
    if (isStream) {
      const { request, subscriber, options, retryAfter } = this;
      const memo = options.memos.of(request.model);
      this.stream = new CompletionStream(request, memo, subscriber, options, retryAfter);
    }
    if (!this.context.demand.isWanted) this.controller?.pause();
  }

  onResponseData(_: Dispatcher.DispatchController, bytes: Buffer): void {
    if (this.phase === 'stream') {
      this.read.push(bytes);
      return;
    }
    this.bodyBytes += bytes.length;
    if (this.phase === 'body') {
      // Copied, since they are valid only until this returns.
      if (this.bodyBytes <= MAX_ERROR_BYTES) this.body.push(Buffer.from(bytes));
      else this.readBody();
    } else if (this.bodyBytes > MAX_TRAILING_BYTES) {
      this.close();
    }
  }

  onResponseEnd(): void {
    this.read.flush();
    if (this.phase === 'body') this.readBody();
    else if (this.phase === 'stream') this.end('the stream ended');
    this.phase = 'closed';
    this.closing?.stop();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.read.flush();
    // What was finished stays finished, even where its connection breaks off afterwards.
    if (this.phase === 'stream' && this.isWhole) this.end('the connection broke off');
    else if (this.phase === 'waiting' || this.phase === 'stream' || this.phase === 'body') {
      this.fail(connectionError(error, this.phase !== 'waiting'));
    }
    this.phase = 'closed';
    this.closing?.stop();
  }

  /** Takes the bytes of one read. */
  take(bytes: Buffer): void {
    const { stream } = this;
    if (this.phase !== 'stream' || !stream) return;
    try {
      stream.push(bytes);
    } catch (error) {
      return this.fail(error);
    }
    // Whoever took the events may have stopped listening.
    if (this.hasEnded()) return;
    if (stream.endedBy !== undefined) this.end(stream.endedBy);
    else if (stream.isWhole && !this.closing) this.waitForClose();
  }

  private waitForClose(): void {
    this.closing = this.options.wheel.timer({
      timeUp: () => {
        this.end('the stream was left open');
        this.close();
      },
    });
    this.closing.start(CLOSING_MS);
  }

  private end(how: string): void {
    if (!this.isWhole) return this.fail(unreadable(`${how} before a finish_reason`));
    this.phase = 'over';
    this.subscriber.next({ type: 'finish', usage: this.stream!.usage(this.requestBytes) });
    this.subscriber.complete();
  }

  private get isWhole(): boolean {
    return this.stream?.isWhole ?? false;
  }

  private hasEnded(): boolean {
    return this.phase === 'over' || this.phase === 'closed';
  }

  private readBody(): void {
    const text = Buffer.concat(this.body).toString();
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      // Pages of proxies and bare texts tell by their status alone.
    }
    const succeeded = this.status < 300;
    if (succeeded && !(json as WireChunk | undefined)?.error) {
      this.fail(unreadable('the upstream did not answer with an event stream'));
    } else {
      this.fail(this.failure(readErrorObject(json, succeeded ? undefined : this.status)));
    }
  }

  private failure(failure: Omit<UpstreamFailure, 'secrets'>) {
    const { secrets } = this.options;
    return upstreamError({ retryAfter: this.retryAfter, ...failure, secrets });
  }

  private fail(error: unknown): void {
    this.close();
    this.subscriber.error(error);
  }

  private close(): void {
    if (this.phase === 'closed') return;
    this.phase = 'closed';
    this.closing?.stop();
    this.read.drop();
    this.stream?.close();
    this.controller?.abort(BROKEN_OFF);
  }

  /** Leaves the connection a moment to end by itself, so that it can be used again. */
  private linger(): void {
    this.bodyBytes = 0;
    this.closing = this.options.wheel.timer({ timeUp: () => this.close() });
    this.closing.start(CLOSING_MS);
  }
}
