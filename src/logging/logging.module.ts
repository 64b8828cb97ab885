import { Global, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Logger } from 'pino';
import { Settings } from '../config/settings';
import { createLogger } from './create-logger';
import { ROOT_LOGGER } from './root-logger.token';

@Global()
@Module({
  providers: [
    { provide: ROOT_LOGGER, inject: [Settings], useFactory: ({ log }: Settings) => createLogger(log) },
  ],
  exports: [ROOT_LOGGER],
})
class RootLoggerModule {}

/**
 * The log. Nest's own logger writes to it too; inside a request every line carries the request's id. The
 * line per request is written by Express middleware of our own, which has to come ahead of the body parser.
 */
@Module({
  imports: [
    RootLoggerModule,
    LoggerModule.forRootAsync({
      inject: [ROOT_LOGGER],
      useFactory: (logger: Logger) => ({ pinoHttp: { logger }, useExisting: true }),
    }),
  ],
})
export class LoggingModule {}
