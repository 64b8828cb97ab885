import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type Response } from 'express';
import { dirname } from 'node:path';
import { DOCS_PAGE, DOCS_SCRIPT } from './docs-page';

const ASSET_MAX_AGE_MS = 3_600_000;
const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/**
 * Serves the API's description at `/openapi.json`, and Swagger UI over it at `/docs`.
 *
 * What builds the description is loaded at the first request for it: at boot it would cost half a second
 * and 20 MiB, and most processes are never asked.
 */
export function serveOpenApi(app: NestExpressApplication): void {
  let document: Promise<string> | undefined;
  const build = async (): Promise<string> => {
    const { buildOpenApiDocument } = await import('./openapi-document.js');
    return JSON.stringify(buildOpenApiDocument(app));
  };
  const router = express.Router();
  router.get('/openapi.json', (_: Request, response: Response, next: NextFunction) => {
    (document ??= build()).then((json) => response.type('json').send(json), next);
  });
  router.get('/docs', (request: Request, response: Response) => {
    // Assets are named relative to the folder, so that the page works behind a path prefix too.
    if (request.path.endsWith('/')) response.redirect('../docs');
    else response.type('html').send(DOCS_PAGE);
  });
  router.get('/docs/docs.js', (_: Request, response: Response) => response.type('js').send(DOCS_SCRIPT));
  router.get(
    ASSETS.map((asset) => `/docs/${asset}`),
    (request: Request, response: Response) => {
      const root = dirname(require.resolve('swagger-ui-dist/package.json'));
      response.sendFile(request.path.slice('/docs/'.length), { root, maxAge: ASSET_MAX_AGE_MS });
    },
  );
  app.use(router);
}
