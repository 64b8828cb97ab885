import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Observable, Subscription } from 'rxjs';
import { type ClientConnection, GenerationContext, type Severance } from '../generation/generation-context';
import type { Answer } from './answer';
import type { AnswerChannel } from './answer-channel';
import { CollectedAnswer, type CollectedAnswerOptions } from './collected-answer';
import { Delivery, type FailureTaker } from './delivery';
import { routeHeaders } from './route-headers';
import { StreamAnswer, type StreamAnswerOptions } from './stream-answer';
import type { CollectedFormat, StreamFormat } from './wire-format';

const EXCHANGE = Symbol('exchange');
type Carrier = ServerResponse & { [EXCHANGE]?: Exchange };

/** What all exchanges of the process share. */
export interface ExchangeOptions {
  readonly stream: StreamAnswerOptions;
  readonly collected: CollectedAnswerOptions;
  /** Called once an exchange has begun. */
  readonly onOpen: () => void;
  /** Called with what an exchange's events fail with, for it to be answered. */
  readonly onFailure: (exchange: Exchange, error: unknown) => void;
  /** Called once an exchange is over, however it ended. */
  readonly onClose: (exchange: Exchange) => void;
}

/**
 * One request and its answer, from its arrival to its line in the log. It travels on the response, since a
 * controller, a filter and the log meet nowhere else.
 */
export class Exchange implements ClientConnection, AnswerChannel, FailureTaker {
  readonly context: GenerationContext;
  /** The request's path, without its query. */
  readonly path: string;
  /** On the process's monotonic clock, in milliseconds. */
  readonly startedAt = performance.now();
  /**
   * Headers of the answer that stand already when it begins, `X-Request-Id` apart: names and values in turn.
   * They are written together with its own, since setting them one by one costs more than routing the request.
   */
  headers: readonly string[] = [];
  private chosen: Answer<never> | undefined;
  private delivery: Subscription | undefined;

  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    requestId: string,
    private readonly options: ExchangeOptions,
  ) {
    this.context = new GenerationContext(requestId, this);
    const url = request.url ?? '/';
    const query = url.indexOf('?');
    this.path = query === -1 ? url : url.slice(0, query);
    (response as Carrier)[EXCHANGE] = this;
    response.on('close', close);
    options.onOpen();
  }

  /** The exchange that was opened for this response. */
  static of(response: ServerResponse): Exchange {
    const exchange = (response as Carrier)[EXCHANGE];
    if (!exchange) throw new Error('No exchange was opened for this response.');
    return exchange;
  }

  /** The answer, once the controller has chosen its kind. */
  get answer(): Answer<never> | undefined {
    return this.chosen;
  }

  /** Begins the answer. @param headers names and values in turn */
  writeHead(status: number, headers: readonly string[]): void {
    const { requestId, report } = this.context;
    const all = ['X-Request-Id', requestId].concat(this.headers, headers, routeHeaders(report));
    this.response.writeHead(status, all);
  }

  /** Sets the headers now, and more, for whoever else is going to write the answer. */
  settleHeaders(more: readonly string[] = []): void {
    this.response.setHeader('X-Request-Id', this.context.requestId);
    for (const headers of [this.headers, more]) {
      for (let i = 0; i < headers.length; i += 2) this.response.setHeader(headers[i], headers[i + 1]);
    }
    this.headers = [];
  }

  /** The answer will be streamed in this format. */
  streamAs<Event>(format: StreamFormat<Event>): void {
    this.chosen = new StreamAnswer(this, format, this.options.stream);
  }

  /** The answer will be one JSON body in this format. */
  collectAs<Event>(format: CollectedFormat<Event>): void {
    this.chosen = new CollectedAnswer(this, format, this.options.collected);
  }

  /**
   * Sends the events as the answer that was chosen, whose format must be one for events of their kind. A client
   * that leaves ends the subscription.
   *
   * Returns at once: a promise of the end would keep the coroutines of everybody who waits for it, 1.3 KB of every
   * open stream where Nest does.
   */
  deliver<Event>(events: Observable<Event>): void {
    const chosen: Answer<Event> | undefined = this.chosen;
    if (!chosen) throw new Error('No kind of answer was chosen.');
    if (this.response.destroyed) return;
    const delivery = new Delivery(chosen, this.context.report, this);
    this.delivery = delivery;
    events.subscribe(delivery);
  }

  fail(error: unknown): void {
    this.options.onFailure(this, error);
  }

  /** A body that has not begun cannot be cut short; that answer is left to fail in its own way. */
  sever(how: Severance): void {
    const { response, context } = this;
    if (how === 'truncate' && !response.headersSent) return;
    context.report.outcome = 'failed';
    if (how === 'reset') response.socket?.resetAndDestroy();
    else this.chosen?.cutShort();
  }

  /** The response is over, or its connection. */
  close(): void {
    const { report } = this.context;
    if (this.delivery) {
      if (!this.delivery.closed) {
        report.outcome ??= 'client_left';
        this.chosen?.release();
        this.delivery.unsubscribe();
      }
      this.delivery = undefined;
    }
    this.options.onClose(this);
  }
}

/** One for all responses: a closure for each would be held as long as its stream is open. */
function close(this: ServerResponse): void {
  Exchange.of(this).close();
}
