import { Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ErrorFormats } from './error-formats';
import { StreamExceptionFilter } from './stream-exception.filter';

/** Observable → socket, for every dialect. */
@Global()
@Module({
  providers: [
    ErrorFormats,
    StreamExceptionFilter,
    { provide: APP_FILTER, useExisting: StreamExceptionFilter },
  ],
  exports: [ErrorFormats, StreamExceptionFilter],
})
export class SseModule {}
