import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import type { RequestHandler } from 'express';
import type { Settings } from '../config/settings';
import { jsonBody } from './json-body.middleware';

const EXPOSED_HEADERS = ['X-Request-Id', 'Retry-After', 'X-Provider', 'X-Model', 'X-Attempts'];
const PREFLIGHT_MAX_AGE_S = 600;

/** What every request passes ahead of Nest, in this order. */
export function configureHttp(
  app: NestExpressApplication,
  settings: Settings,
  requestLog: RequestHandler,
): void {
  app.disable('x-powered-by').disable('etag').set('trust proxy', settings.server.trustedProxies);
  app.getHttpServer().keepAliveTimeout = settings.server.idleConnectionMs;
  app.use(requestLog);
  // TLS ends ahead of this service, if anywhere: asking browsers to upgrade would break /docs on plain HTTP.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  const { origins, credentials } = settings.cors;
  if (origins.length > 0) {
    app.enableCors({
      origin: origins.includes('*') ? '*' : [...origins],
      credentials,
      exposedHeaders: EXPOSED_HEADERS,
      maxAge: PREFLIGHT_MAX_AGE_S,
    });
  }
  app.use(jsonBody(settings.limits.bodyBytes));
}
