import { Module } from '@nestjs/common';
import { FallbackController } from './fallback.controller';

/** What answers where nothing else does. Imported last. */
@Module({ controllers: [FallbackController] })
export class HttpModule {}
