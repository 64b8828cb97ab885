import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module';
import type { ConfigurationText } from './config/gateway/gateway.service';
import type { EnvironmentOverrides } from './config/read-variables';
import { Settings } from './config/settings';
import { configureHttp } from './http/configure-http';
import { ExactRouteAdapter } from './http/exact-route.adapter';
import { ApplicationLogger } from './logging/application-logger';
import { serveOpenApi } from './openapi/serve-openapi';

/**
 * The whole application, ready to listen.
 * @param given the configuration file's text, where the file is somebody else's to read and to watch
 * @throws ConfigurationError when the environment cannot be used
 */
export async function createApplication(
  overrides: EnvironmentOverrides = {},
  given?: ConfigurationText,
): Promise<NestExpressApplication> {
  const adapter = new ExactRouteAdapter();
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(overrides, given), adapter, {
    abortOnError: false,
    bodyParser: false,
    // A connection on which half a request has come would keep the process from ending.
    forceCloseConnections: true,
    // Until the log stands, lines wait for it; of a start that fails, the caller says why, once.
    bufferLogs: true,
    logger: false,
  });
  app.useLogger(app.get(ApplicationLogger));
  configureHttp(app, adapter);
  if (app.get(Settings).server.docs) serveOpenApi(app);
  return app;
}
