import type { NestExpressApplication } from '@nestjs/platform-express';
import { Settings } from '../config/settings';
import { RequestLog } from '../logging/request-log.service';
import type { ExchangeOptions } from '../sse/exchange';
import { FlushQueue } from '../sse/flush-queue';
import { OpenExchanges } from '../sse/open-exchanges';
import { StreamExceptionFilter } from '../sse/stream-exception.filter';
import { TimerWheel } from '../timing/timer-wheel';
import { createEntrance } from './entrance';
import { ParserRelease } from './parser-release';
import type { ExactRouteAdapter } from './exact-route.adapter';

/** Coarse on purpose: keep-alive intervals are seconds, and every open stream hangs on this wheel. */
const WHEEL_TICK_MS = 100;

/** Makes the application ready to be listened to by HTTP. */
export function configureHttp(app: NestExpressApplication, adapter: ExactRouteAdapter): void {
  const settings = app.get(Settings);
  const { server, stream, limits } = settings;
  app.disable('x-powered-by').disable('etag').set('trust proxy', server.trustedProxies);
  app.getHttpServer().keepAliveTimeout = server.idleConnectionMs;
  const log = app.get(RequestLog);
  const exchanges = app.get(OpenExchanges);
  const filter = app.get(StreamExceptionFilter);
  const flushes = new FlushQueue();
  const parsers = new ParserRelease(app.getHttpServer(), exchanges);
  const options: ExchangeOptions = {
    stream: {
      ...stream,
      wheel: new TimerWheel(WHEEL_TICK_MS),
      flushes,
      whenLasting: (response) => parsers.release(response),
    },
    collected: { maxBytes: limits.completionBytes, slowClientMs: stream.slowClientMs, flushes },
    onOpen: () => exchanges.opened(),
    onFailure: (exchange, error) => filter.answer(error, exchange),
    onClose: (exchange) => {
      exchanges.closed();
      log.write(exchange);
    },
  };
  adapter.enterBy(createEntrance(adapter, settings, filter, options));
}
