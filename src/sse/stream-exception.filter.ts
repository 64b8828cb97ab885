import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { GenerationError } from '../generation/generation-error';
import { ErrorFormats } from './error-formats';
import { EVENT_STREAM_HEADERS } from './event-stream-headers';
import { Exchange } from './exchange';
import { JSON_HEADERS } from './json-headers';
import { toGenerationError } from './to-generation-error';
import { wantsEventStream } from './wants-event-stream';

/**
 * Answers every failure of the service. While the status is open: a true status with the dialect's JSON, or
 * its SSE error event where the caller reads event streams only. After that: an error event and the
 * terminator inside the stream.
 */
@Catch()
export class StreamExceptionFilter implements ExceptionFilter {
  private readonly logger = new Logger(StreamExceptionFilter.name);

  constructor(private readonly formats: ErrorFormats) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    this.answer(exception, Exchange.of(host.switchToHttp().getResponse<ServerResponse>()));
  }

  /** Answers a failure; also of what comes ahead of Nest. */
  answer(exception: unknown, exchange: Exchange): void {
    const { response, answer, context } = exchange;
    const error = toGenerationError(exception);
    context.report.outcome = 'failed';
    context.report.errorCode = error.code;
    if (error.status >= 500) this.log(error, context.requestId);
    if (answer?.committed && !response.destroyed && !response.writableEnded) return answer.fail(error);
    answer?.release();
    if (response.destroyed || response.writableEnded) return;
    if (response.headersSent) response.destroy();
    else this.answerEarly(error, exchange);
  }

  private answerEarly(error: GenerationError, exchange: Exchange): void {
    const { request, response, path, context } = exchange;
    const { requestId } = context;
    const format = this.formats.for(path, request);
    const json = wantsEventStream(request.headers.accept) ? undefined : format.json(error, requestId);
    const { retryAfter } = error;
    const named = format.requestIdHeader;
    exchange.writeHead(error.status, [
      ...(json === undefined ? EVENT_STREAM_HEADERS : JSON_HEADERS),
      ...(retryAfter === undefined ? [] : ['Retry-After', String(Math.ceil(retryAfter))]),
      ...(named === undefined || exchange.headers.includes(named) ? [] : [named, requestId]),
    ]);
    response.end(json ?? format.eventStream(error, requestId));
  }

  private log(error: GenerationError, reqId: string): void {
    const cause = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : error.cause;
    this.logger.error({ reqId, code: error.code, cause }, error.message);
  }
}
