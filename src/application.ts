import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import type { Logger as PinoLogger } from 'pino';
import { AppModule } from './app.module';
import type { EnvironmentOverrides } from './config/configuration.module';
import { Settings } from './config/settings';
import { configureHttp } from './http/configure-http';
import { requestLog } from './logging/request-log';
import { ROOT_LOGGER } from './logging/root-logger.token';
import { serveOpenApi } from './openapi/serve-openapi';

/**
 * The whole application, ready to listen.
 * @throws ConfigurationError when the environment cannot be used
 */
export async function createApplication(
  overrides: EnvironmentOverrides = {},
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(overrides), {
    abortOnError: false,
    bodyParser: false,
    bufferLogs: true,
  });
  app.useLogger(app.get(Logger));
  const settings = app.get(Settings);
  configureHttp(app, settings, requestLog(app.get<PinoLogger>(ROOT_LOGGER)));
  if (settings.server.docs) serveOpenApi(app);
  return app;
}
