import { Module } from '@nestjs/common';
import { GeneratorModule } from '../generator/generator.module';
import { TextCompletionBodyPipe } from './text-completion-body.pipe';
import { TextCompletionsController } from './text-completions.controller';

/** `POST /v1/completions`. Its failures have OpenAI's form, which is the rule. */
@Module({
  imports: [GeneratorModule],
  controllers: [TextCompletionsController],
  providers: [TextCompletionBodyPipe],
})
export class TextCompletionsModule {}
