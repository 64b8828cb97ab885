import { Module, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../config/settings';
import { GeneratorModule } from '../generator/generator.module';
import { ErrorFormats } from '../sse/error-formats';
import { BackgroundRuns } from './background/background-runs.service';
import { ResponseBodyPipe } from './response-body.pipe';
import { ResponsesController } from './responses.controller';
import { ResponsesService } from './responses.service';
import { ConversationsService } from './store/conversations.service';
import { MemoryResponseStore } from './store/memory-response-store';
import { ResponseKeeper } from './store/response-keeper.service';
import { RESPONSE_STORE } from './store/response-store';
import { StoredResponsesController } from './stored-responses.controller';
import { StoredResponsesService } from './stored-responses.service';
import { responsesErrorFormat } from './wire/responses-error-format';

const PATH = '/v1/responses';

/** `/v1/responses`, and what is below it. */
@Module({
  imports: [GeneratorModule],
  controllers: [ResponsesController, StoredResponsesController],
  providers: [
    BackgroundRuns,
    ConversationsService,
    ResponseBodyPipe,
    ResponseKeeper,
    ResponsesService,
    StoredResponsesService,
    {
      provide: RESPONSE_STORE,
      inject: [Settings],
      useFactory: ({ responses }: Settings) => new MemoryResponseStore(responses),
    },
  ],
})
export class ResponsesModule implements OnModuleInit {
  constructor(private readonly errorFormats: ErrorFormats) {}

  onModuleInit(): void {
    this.errorFormats.register(PATH, () => responsesErrorFormat);
    this.errorFormats.register(`${PATH}/`, () => responsesErrorFormat);
  }
}
