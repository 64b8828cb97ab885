import { Module, type OnModuleInit } from '@nestjs/common';
import { GeneratorModule } from '../generator/generator.module';
import { anthropicErrorFormat } from '../sse/anthropic-error-format';
import { ErrorFormats } from '../sse/error-formats';
import { CountTokensController } from './count-tokens.controller';
import { CountBodyPipe } from './count-body.pipe';
import { MessageBodyPipe } from './message-body.pipe';
import { MessagesController } from './messages.controller';

/** `POST /v1/messages` and the count of its tokens. */
@Module({
  imports: [GeneratorModule],
  controllers: [MessagesController, CountTokensController],
  providers: [MessageBodyPipe, CountBodyPipe],
})
export class MessagesModule implements OnModuleInit {
  constructor(private readonly errorFormats: ErrorFormats) {}

  onModuleInit(): void {
    for (const path of ['/v1/messages', '/v1/messages/']) {
      this.errorFormats.register(path, () => anthropicErrorFormat);
    }
  }
}
