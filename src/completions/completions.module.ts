import { Module, type OnModuleInit } from '@nestjs/common';
import { GeneratorModule } from '../generator/generator.module';
import { ErrorFormats } from '../sse/error-formats';
import { openAiErrorFormat } from '../sse/openai-error-format';
import { CompletionBodyPipe } from './completion-body.pipe';
import { CompletionsController } from './completions.controller';
import { dialectOf } from './dialect';
import { promptErrorFormat } from './wire/prompt-error-format';

/** `POST /v1/chat/completions`. */
@Module({
  imports: [GeneratorModule],
  controllers: [CompletionsController],
  providers: [CompletionBodyPipe],
})
export class CompletionsModule implements OnModuleInit {
  constructor(private readonly errorFormats: ErrorFormats) {}

  onModuleInit(): void {
    this.errorFormats.register('/v1/chat/completions', (request) =>
      dialectOf(request.body) === 'prompt' ? promptErrorFormat : openAiErrorFormat,
    );
  }
}
