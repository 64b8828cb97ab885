import type { Settings } from '../config/settings';
import { Exchange, type ExchangeOptions } from '../sse/exchange';
import type { StreamExceptionFilter } from '../sse/stream-exception.filter';
import { crossOrigin } from './cross-origin';
import type { Entrance, ExactRouteAdapter } from './exact-route.adapter';
import { jsonBodyReader } from './read-json-body';
import { requestIdOf } from './request-id';
import { securityHeaders } from './security-headers';

/**
 * What every request passes ahead of Nest, in this order: its exchange is opened (from there on it has an id
 * and a line in the log), the headers that every answer carries are set, CORS is settled, the body is read.
 */
export function createEntrance(
  adapter: ExactRouteAdapter,
  settings: Settings,
  filter: StreamExceptionFilter,
  options: ExchangeOptions,
): Entrance {
  const headers = securityHeaders();
  const allowOrigin = crossOrigin(settings.cors);
  const readBody = jsonBodyReader(settings.limits.bodyBytes);

  const route = (exchange: Exchange): void => {
    const { request, response } = exchange;
    readBody(request, response, (error) => {
      if (error) return filter.answer(error, exchange);
      const handle = adapter.exactRoute(request);
      if (handle) handle(request, response, () => adapter.express(request, response));
      else {
        exchange.settleHeaders(headers.pages);
        adapter.express(request, response);
      }
    });
  };

  return (request, response) => {
    const exchange = new Exchange(request, response, requestIdOf(request), options);
    exchange.headers = headers.data;
    const crossesOrigin = request.headers.origin !== undefined;
    if (allowOrigin && crossesOrigin) {
      exchange.settleHeaders();
      allowOrigin(request, response, () => route(exchange));
    } else route(exchange);
  };
}
