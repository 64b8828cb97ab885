import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { GenerationReport } from '../generation/generation-report';
import type { Exchange } from '../sse/exchange';
import { ROOT_LOGGER } from './root-logger.token';

/**
 * One line per request, when it is over: what was asked for, how it ended, and what was delivered. Never a
 * header, a prompt or a completion. Health checks are logged at `debug`, or they would be most of the log.
 */
@Injectable()
export class RequestLog {
  constructor(@Inject(ROOT_LOGGER) private readonly logger: Logger) {}

  /** Writes the line of an exchange that is over. */
  write(exchange: Exchange): void {
    const { request, response, context, path, answer } = exchange;
    const { statusCode } = response;
    const level = path.startsWith('/health') ? 'debug' : statusCode >= 500 ? 'error' : 'info';
    if (!this.logger.isLevelEnabled(level)) return;
    const { report } = context;
    const outcome = answer ? ` ${outcomeOf(report)}` : '';
    this.logger[level](
      {
        reqId: context.requestId,
        method: request.method,
        path,
        statusCode,
        durationMs: rounded(performance.now() - exchange.startedAt),
        ...(answer ? generation(report) : { errorCode: report.errorCode }),
      },
      `${request.method} ${path} ${statusCode}${outcome}`,
    );
  }
}

function generation(report: GenerationReport): object {
  const { usage, firstEventMs } = report;
  return {
    model: report.model,
    provider: report.provider,
    providerModel: report.providerModel,
    attempts: report.attempts,
    continuations: report.continuations || undefined,
    streamed: report.streamed,
    outcome: outcomeOf(report),
    errorCode: report.errorCode,
    firstTokenMs: firstEventMs === undefined ? undefined : rounded(firstEventMs),
    promptTokens: usage?.promptTokens,
    completionTokens: usage?.completionTokens ?? report.deltas,
    tokensEstimated: usage ? usage.estimated : true,
  };
}

const rounded = (ms: number): number => Math.round(ms * 10) / 10;
const outcomeOf = (report: GenerationReport): string => report.outcome ?? 'client_left';
