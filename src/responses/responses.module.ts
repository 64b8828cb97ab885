import { Module, type OnModuleInit } from '@nestjs/common';
import { GeneratorModule } from '../generator/generator.module';
import { ErrorFormats } from '../sse/error-formats';
import { ResponseBodyPipe } from './response-body.pipe';
import { ResponsesController } from './responses.controller';
import { ResponsesService } from './responses.service';
import { responsesErrorFormat } from './wire/responses-error-format';

const PATH = '/v1/responses';

/** `/v1/responses`. */
@Module({
  imports: [GeneratorModule],
  controllers: [ResponsesController],
  providers: [ResponseBodyPipe, ResponsesService],
})
export class ResponsesModule implements OnModuleInit {
  constructor(private readonly errorFormats: ErrorFormats) {}

  onModuleInit(): void {
    this.errorFormats.register(PATH, () => responsesErrorFormat);
  }
}
