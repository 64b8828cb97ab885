import { Module, type OnModuleInit } from '@nestjs/common';
import { RoutingModule } from '../routing/routing.module';
import { anthropicErrorFormat } from '../sse/anthropic-error-format';
import { ErrorFormats } from '../sse/error-formats';
import { openAiErrorFormat } from '../sse/openai-error-format';
import { asksForAnthropic } from './asks-for-anthropic';
import { ModelsController } from './models.controller';

/** `GET /v1/models`. */
@Module({ imports: [RoutingModule], controllers: [ModelsController] })
export class ModelsModule implements OnModuleInit {
  constructor(private readonly errorFormats: ErrorFormats) {}

  onModuleInit(): void {
    for (const path of ['/v1/models', '/v1/models/']) {
      this.errorFormats.register(path, (request) =>
        asksForAnthropic(request) ? anthropicErrorFormat : openAiErrorFormat,
      );
    }
  }
}
