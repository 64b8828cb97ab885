import { Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ErrorFormats } from './error-formats';
import { OpenExchanges } from './open-exchanges';
import { StreamExceptionFilter } from './stream-exception.filter';

/** Observable → socket, for every dialect. */
@Global()
@Module({
  providers: [
    ErrorFormats,
    OpenExchanges,
    StreamExceptionFilter,
    { provide: APP_FILTER, useExisting: StreamExceptionFilter },
  ],
  exports: [ErrorFormats, OpenExchanges, StreamExceptionFilter],
})
export class SseModule {}
