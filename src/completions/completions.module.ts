import { Module, type OnModuleInit } from '@nestjs/common';
import { LifecycleModule } from '../lifecycle/lifecycle.module';
import { RoutingModule } from '../routing/routing.module';
import { ErrorFormats } from '../sse/error-formats';
import { openAiErrorFormat } from '../sse/openai-error-format';
import { CompletionBodyPipe } from './completion-body.pipe';
import { CompletionsController } from './completions.controller';
import { dialectOf } from './dialect';
import { GeneratorService } from './generator.service';
import { promptErrorFormat } from './wire/prompt-error-format';

/** `POST /v1/chat/completions`. */
@Module({
  imports: [LifecycleModule, RoutingModule],
  controllers: [CompletionsController],
  providers: [CompletionBodyPipe, GeneratorService],
})
export class CompletionsModule implements OnModuleInit {
  constructor(private readonly errorFormats: ErrorFormats) {}

  onModuleInit(): void {
    this.errorFormats.register('/v1/chat/completions', (request) =>
      dialectOf(request.body) === 'prompt' ? promptErrorFormat : openAiErrorFormat,
    );
  }
}
