import type { NestExpressApplication } from '@nestjs/platform-express';

/** Serves the API's description. */
export function serveOpenApi(app: NestExpressApplication): void {
  app.use('/openapi.json', (_q: unknown, _r: unknown, next: () => void) => next());
}
