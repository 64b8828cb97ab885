import type { ServerResponse } from 'node:http';
import type { GenerationContext, Severance } from '../generation/generation-context';
import type { Answer } from './answer';
import type { CollectedFormat, StreamFormat } from './wire-format';

const EXCHANGE = Symbol('exchange');
type Carrier = ServerResponse & { [EXCHANGE]?: Exchange };

/** Makes the kinds of answer that an exchange can have. */
export interface AnswerFactory {
  stream(exchange: Exchange, format: StreamFormat): Answer;
  collected(exchange: Exchange, format: CollectedFormat): Answer;
}

/**
 * One request and its answer, from the interceptor to the log line. It travels on the response, since a
 * controller, a filter and the log meet nowhere else.
 */
export class Exchange {
  private chosen: Answer | undefined;

  constructor(
    readonly response: ServerResponse,
    readonly context: GenerationContext,
    private readonly answers: AnswerFactory,
  ) {
    (response as Carrier)[EXCHANGE] = this;
    context.whenSevered((how) => this.sever(how));
  }

  /** The exchange that the interceptor opened on this response. */
  static of(response: ServerResponse): Exchange {
    const exchange = Exchange.find(response);
    if (!exchange) throw new Error('No exchange was opened: the route lacks the StreamInterceptor.');
    return exchange;
  }

  /** The exchange on this response, where its route opened one. */
  static find(response: ServerResponse): Exchange | undefined {
    return (response as Carrier)[EXCHANGE];
  }

  /** The answer, once the controller has chosen its kind. */
  get answer(): Answer | undefined {
    return this.chosen;
  }

  /** The answer will be streamed in this format. */
  streamAs(format: StreamFormat): void {
    this.chosen = this.answers.stream(this, format);
  }

  /** The answer will be one JSON body in this format. */
  collectAs(format: CollectedFormat): void {
    this.chosen = this.answers.collected(this, format);
  }
  /** A body that has not begun cannot be cut short; that answer is left to fail in its own way. */
  private sever(how: Severance): void {
    const { response, context } = this;
    if (how === 'truncate' && !response.headersSent) return;
    context.report.outcome = 'failed';
    if (how === 'reset') response.socket?.resetAndDestroy();
    else response.end();
  }
}
