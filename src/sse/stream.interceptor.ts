import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Observable } from 'rxjs';
import { Settings } from '../config/settings';
import { GenerationContext } from '../generation/generation-context';
import type { StreamEvent } from '../generation/stream-event';
import { TimerWheel } from '../timing/timer-wheel';
import { CollectedAnswer } from './collected-answer';
import { type AnswerFactory, Exchange } from './exchange';
import { FlushQueue } from './flush-queue';
import { StreamAnswer, type StreamAnswerOptions } from './stream-answer';

/** Coarse on purpose: keep-alive intervals are seconds, and every open stream hangs on this wheel. */
const WHEEL_TICK_MS = 100;

/**
 * Puts the Observable that a handler returns on the wire. It opens the exchange, lets the handler choose
 * what kind of answer it will be, subscribes, and hands failures to the exception filter.
 *
 * When the client leaves, Nest unsubscribes from the result, and that aborts the work. The route must inject
 * `@Res()`, so that Nest leaves the answer alone.
 */
@Injectable()
export class StreamInterceptor implements NestInterceptor<StreamEvent, void> {
  private readonly answers: AnswerFactory;

  constructor({ stream, limits }: Settings) {
    const { slowClientMs, keepAliveMs } = stream;
    const shared: StreamAnswerOptions = {
      keepAliveMs,
      slowClientMs,
      wheel: new TimerWheel(WHEEL_TICK_MS),
      flushes: new FlushQueue(),
    };
    const collecting = { maxBytes: limits.completionBytes, slowClientMs };
    this.answers = {
      stream: ({ response, context }, format) => new StreamAnswer(response, context, format, shared),
      collected: ({ response, context }, format) =>
        new CollectedAnswer(response, context, format, collecting),
    };
  }

  intercept(host: ExecutionContext, handler: CallHandler<StreamEvent>): Observable<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<IncomingMessage>();
    const response = http.getResponse<ServerResponse>();
    const context = new GenerationContext(request.id as string);
    const exchange = new Exchange(response, context, this.answers);
    return new Observable((outer) => {
      // Nest hands a failure to the filter a moment after this has been torn down. Until then the answer
      // keeps what it gathered: the filter ends it, or releases it.
      let failed = false;
      const fail = (error: unknown): void => {
        failed = true;
        outer.error(error);
      };
      outer.add(() => {
        if (failed) return;
        context.report.outcome ??= 'client_left';
        exchange.answer?.release();
      });
      outer.add(
        handler.handle().subscribe({
          next: (event) => {
            try {
              exchange.answer?.next(event);
            } catch (error) {
              fail(error);
            }
          },
          error: fail,
          complete: () => {
            exchange.answer?.complete();
            context.report.outcome ??= 'finished';
            outer.next();
            outer.complete();
          },
        }),
      );
    });
  }
}
