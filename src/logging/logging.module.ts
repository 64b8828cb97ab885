import { Global, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Logger } from 'pino';
import { Settings } from '../config/settings';
import { ApplicationLogger } from './application-logger';
import { createLogger } from './create-logger';
import { RequestLog } from './request-log.service';
import { ROOT_LOGGER } from './root-logger.token';

@Global()
@Module({
  providers: [
    { provide: ROOT_LOGGER, inject: [Settings], useFactory: ({ log }: Settings) => createLogger(log) },
    RequestLog,
  ],
  exports: [ROOT_LOGGER, RequestLog],
})
class RootLoggerModule {}

/**
 * The log. Nest's own logger writes to it too. nestjs-pino's middleware is off: the line per request is
 * `RequestLog`'s, which knows how streams ended, and no request pays for an async context of its own.
 */
@Module({
  imports: [
    RootLoggerModule,
    LoggerModule.forRootAsync({
      inject: [ROOT_LOGGER],
      useFactory: (logger: Logger) => ({ pinoHttp: { logger }, useExisting: true, forRoutes: [] }),
    }),
  ],
  providers: [ApplicationLogger],
})
export class LoggingModule {}
