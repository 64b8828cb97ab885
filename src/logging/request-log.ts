import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { type HttpLogger, pinoHttp } from 'pino-http';
import type { GenerationReport } from '../generation/generation-report';
import { Exchange } from '../sse/exchange';

const WELL_FORMED_ID = /^[\w.:-]{1,128}$/;

/**
 * One line per request, when it is over: what was asked for, how it ended, and what was delivered. Never a
 * header, a prompt or a completion. Health checks are logged at `debug`, or they would be most of the log.
 */
export function requestLog(logger: Logger): HttpLogger {
  return pinoHttp({
    logger,
    quietReqLogger: true,
    genReqId: identify,
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => ({ method, url: url.split('?')[0] }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
    customLogLevel: (request, response) => {
      if (request.url?.startsWith('/health')) return 'debug';
      return response.statusCode >= 500 ? 'error' : 'info';
    },
    customSuccessMessage: (request, response) => summary(request, response),
    customErrorMessage: (request, response) => summary(request, response),
    customSuccessObject: (_, response, fields: object) => ({ ...fields, ...reported(response) }),
    // Without pino-http's own error, which says no more than the status; the filter logs the cause.
    customErrorObject: (_, response, __, fields: object) => ({
      ...fields,
      err: undefined,
      ...reported(response),
    }),
  });
}

/** Takes the caller's `X-Request-Id` when it is well-formed, and returns the id on the answer. */
function identify(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && WELL_FORMED_ID.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}

function summary(request: IncomingMessage, response: ServerResponse): string {
  const report = Exchange.find(response)?.context.report;
  const outcome = report && ` ${outcomeOf(report)}`;
  return `${request.method} ${request.url?.split('?')[0]} ${response.statusCode}${outcome ?? ''}`;
}

function reported(response: ServerResponse): object | undefined {
  const report = Exchange.find(response)?.context.report;
  if (!report) return undefined;
  const { model, provider, providerModel, attempts, continuations, streamed, firstEventMs, usage, deltas } =
    report;
  const { errorCode } = report;
  return {
    model,
    provider,
    providerModel,
    attempts,
    continuations: continuations || undefined,
    streamed,
    outcome: outcomeOf(report),
    errorCode,
    firstTokenMs: firstEventMs === undefined ? undefined : Math.round(firstEventMs * 10) / 10,
    promptTokens: usage?.promptTokens,
    completionTokens: usage?.completionTokens ?? deltas,
    tokensEstimated: usage ? usage.estimated : true,
  };
}

/** The line may be written before the stream's teardown has run; what has no outcome by then was left. */
const outcomeOf = (report: GenerationReport): string => report.outcome ?? 'client_left';
