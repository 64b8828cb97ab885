import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Subscriber } from 'rxjs';
import type { Dispatcher } from 'undici';
import { estimateTokens } from '../../generation/estimate-tokens';
import type { GenerationContext } from '../../generation/generation-context';
import type { GenerationRequest } from '../../generation/generation-request';
import type { StreamEvent, TextDelta } from '../../generation/stream-event';
import type { TimerWheel, WheelTimer } from '../../timing/timer-wheel';
import { connectionError } from '../http/connection-failure';
import { parseRetryAfter } from '../http/retry-after';
import { PieceJoiner } from '../http/piece-joiner';
import { SseReader, type SseSink } from '../http/sse-reader';
import { type UpstreamFailure, upstreamError } from '../http/upstream-failure';
import { ChunkReader, unreadable } from './chunk-reader';
import { readErrorObject } from './error-object';
import { FrameMatcher } from './frame-matcher';
import type { WireChunk } from './wire-chunk';

/** What the exchanges of one provider share. */
export interface ExchangeOptions {
  readonly provider: string;
  readonly maxEventBytes: number;
  /** Texts that no caller may see. */
  readonly secrets: readonly string[];
  readonly wheel: TimerWheel;
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
export class CompletionExchange implements Dispatcher.DispatchHandler, SseSink {
  private phase: Phase = 'waiting';
  private status = 0;
  private retryAfter: number | undefined;
  private controller: Dispatcher.DispatchController | undefined;
  private readonly chunks: ChunkReader;
  private readonly frames = new FrameMatcher();
  private sse: SseReader | undefined;
  private readonly read = new PieceJoiner((bytes) => this.readStream(bytes));
  private body: Buffer[] = [];
  private bodyBytes = 0;
  private started = false;
  private deltas = 0;
  private closing: WheelTimer | undefined;
  private readonly stopListening: () => void;
  private readonly emit = (event: StreamEvent): void => {
    if (event.type === 'choice-finish') {
      this.subscriber.next(event);
      if (this.chunks.complete) this.waitForClose();
    } else {
      this.deltas++;
      this.subscriber.next(event);
    }
  };
  private readonly emitFramed = (event: TextDelta): void => {
    if (!this.chunks.hasFinished(event.choice)) this.emit(event);
  };

  constructor(
    private readonly request: GenerationRequest,
    private readonly context: GenerationContext,
    private readonly subscriber: Subscriber<StreamEvent>,
    private readonly options: ExchangeOptions,
    private readonly requestBytes: number,
  ) {
    this.chunks = new ChunkReader(request.choices, this.emit, request.stop);
    this.stopListening = context.demand.onChange((wanted) => {
      if (wanted) this.controller?.resume();
      else this.controller?.pause();
    });
  }

  /** Ends the exchange for its subscriber; an answer that is not over is broken off. */
  stop(): void {
    this.stopListening();
    this.closing?.stop();
    if (this.phase === 'over') return this.linger();
    this.close();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.phase === 'closed') controller.abort(BROKEN_OFF);
    else this.context.connected();
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // Informational answers (103 Early Hints) precede the real one.
    if (this.phase !== 'waiting' || status < 200) return;
    this.status = status;
    this.retryAfter = parseRetryAfter(headers['retry-after']);
    const isStream = status === 200 && /^text\/event-stream\b/i.test(String(headers['content-type']));
    this.phase = isStream ? 'stream' : 'body';
    if (isStream) this.sse = new SseReader(this, this.options.maxEventBytes);
    if (!this.context.demand.isWanted) this.controller?.pause();
  }

  onResponseData(_: Dispatcher.DispatchController, bytes: Buffer): void {
    if (this.phase === 'stream') {
      this.read.push(bytes);
      return;
    }
    this.bodyBytes += bytes.length;
    if (this.phase === 'body') {
      if (this.bodyBytes <= MAX_ERROR_BYTES) this.body.push(bytes);
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
    if (this.phase === 'stream' && this.chunks.complete) this.end('the connection broke off');
    else if (this.phase === 'waiting' || this.phase === 'stream' || this.phase === 'body') {
      this.fail(connectionError(error, this.phase !== 'waiting'));
    }
    this.phase = 'closed';
    this.closing?.stop();
  }

  take(text: string, at: number): number {
    if (this.phase !== 'stream') return text.length;
    const behind = this.frames.take(text, at, this.emitFramed);
    if (behind !== at) return behind;
    const end = text.indexOf('\n\n', at);
    // Parsed right here where it is one plain line of data, so that its frame can be learned.
    if (end === -1 || !text.startsWith('data: {', at) || text.indexOf('\n', at) !== end) return at;
    const message = text.slice(at, end + 2);
    if (message.includes('\r')) return at;
    const chunk = this.chunk(message.slice(6, -2));
    if (chunk) this.frames.learn(message, chunk);
    return end + 2;
  }

  data(data: string): void {
    if (this.phase !== 'stream') return;
    if (data.trim() === '[DONE]') this.end('[DONE]');
    else if (data !== '') this.chunk(data);
  }

  private readStream(bytes: Buffer): void {
    if (this.phase !== 'stream') return;
    try {
      this.sse?.push(bytes);
    } catch (error) {
      this.fail(error);
    }
  }

  private chunk(data: string): WireChunk | undefined {
    let chunk: WireChunk;
    try {
      chunk = JSON.parse(data) as WireChunk;
    } catch (error) {
      throw unreadable(error);
    }
    if (typeof chunk !== 'object' || chunk === null) throw unreadable('a chunk that is no object');
    if (chunk.error) throw this.failure(readErrorObject(chunk));
    this.start(chunk);
    this.chunks.read(chunk);
    // The counts are the last thing that an answer brings; `[DONE]` after them is a courtesy.
    if (this.chunks.complete && chunk.usage && this.phase === 'stream') this.end('the usage came');
    return chunk;
  }

  private start({ id }: WireChunk): void {
    if (this.started) return;
    this.started = true;
    this.subscriber.next({
      type: 'stream-start',
      id: typeof id === 'string' && id !== '' ? id : `chatcmpl-${randomUUID().replaceAll('-', '')}`,
      model: this.request.model,
      provider: this.options.provider,
    });
  }

  private waitForClose(): void {
    this.closing = this.options.wheel.timer(() => {
      this.end('the stream was left open');
      this.close();
    });
    this.closing.start(CLOSING_MS);
  }

  private end(how: string): void {
    if (!this.chunks.complete) return this.fail(unreadable(`${how} before a finish_reason`));
    this.phase = 'over';
    const usage = this.chunks.usage ?? {
      promptTokens: estimateTokens(this.requestBytes),
      completionTokens: this.deltas,
      estimated: true,
    };
    this.subscriber.next({ type: 'finish', usage });
    this.subscriber.complete();
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
    this.controller?.abort(BROKEN_OFF);
  }

  /** Leaves the connection a moment to end by itself, so that it can be used again. */
  private linger(): void {
    this.bodyBytes = 0;
    this.closing = this.options.wheel.timer(() => this.close());
    this.closing.start(CLOSING_MS);
  }
}
