import { Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ErrorFormats } from './error-formats';
import { StreamExceptionFilter } from './stream-exception.filter';
import { StreamInterceptor } from './stream.interceptor';

/** Observable → socket, for every dialect. */
@Global()
@Module({
  providers: [ErrorFormats, StreamInterceptor, { provide: APP_FILTER, useClass: StreamExceptionFilter }],
  exports: [ErrorFormats, StreamInterceptor],
})
export class SseModule {}
