import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { GenerationError } from '../generation/generation-error';
import { ErrorFormats } from './error-formats';
import { EVENT_STREAM_HEADERS } from './event-stream-headers';
import { Exchange } from './exchange';
import { routeHeaders } from './route-headers';
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
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const error = toGenerationError(exception);
    const exchange = Exchange.find(response);
    if (exchange) {
      exchange.context.report.outcome = 'failed';
      exchange.context.report.errorCode = error.code;
    }
    if (error.status >= 500) this.log(error, request);
    if (response.destroyed || response.writableEnded) exchange?.answer?.release();
    else if (exchange?.answer?.committed) exchange.answer.fail(error);
    else if (response.headersSent) response.destroy();
    else {
      exchange?.answer?.release();
      this.answerEarly(error, request, response);
    }
  }

  private answerEarly(error: GenerationError, request: Request, response: Response): void {
    const format = this.formats.for(request);
    const json = wantsEventStream(request.headers.accept) ? undefined : format.json(error);
    response.status(error.status);
    const report = Exchange.find(response)?.context.report;
    if (report) response.set(routeHeaders(report));
    if (error.retryAfter !== undefined) response.setHeader('Retry-After', Math.ceil(error.retryAfter));
    if (json === undefined) {
      response.writeHead(error.status, EVENT_STREAM_HEADERS);
      response.end(format.eventStream(error));
    } else {
      response.setHeader('Content-Type', 'application/json; charset=utf-8');
      response.end(json);
    }
  }

  private log(error: GenerationError, request: Request): void {
    const cause = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : error.cause;
    this.logger.error({ reqId: request.id, code: error.code, cause }, error.message);
  }
}
