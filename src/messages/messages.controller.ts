import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { catchError, type Observable, throwError } from 'rxjs';
import type { StreamEvent } from '../generation/stream-event';
import { GeneratorService } from '../generator/generator.service';
import { ModelRouter } from '../routing/model-router.service';
import { Exchange } from '../sse/exchange';
import { SendsEvents } from '../sse/sends-events.decorator';
import type { CreateMessageDto } from './dto/create-message.dto';
import { inCallersWords } from './mapping/in-callers-words';
import { toGenerationRequest } from './mapping/to-generation-request';
import { MessageBodyPipe } from './message-body.pipe';
import { MessageCollectedFormat } from './wire/message-collected-format';
import { MessageStreamFormat } from './wire/message-stream-format';

/** Messages, in Anthropic's dialect. */
@Controller('v1/messages')
export class MessagesController {
  constructor(
    private readonly generator: GeneratorService,
    private readonly router: ModelRouter,
  ) {}

  /** Answers with a stream of events, or with one JSON object where the body does not ask to stream. */
  @Post()
  @HttpCode(200)
  @SendsEvents()
  create(
    @Body(MessageBodyPipe) body: CreateMessageDto,
    @Res() response: ServerResponse,
  ): Observable<StreamEvent> {
    const exchange = Exchange.of(response);
    const { requestId } = exchange.context;
    const request = toGenerationRequest(body, this.router.defaultModel);
    // Anthropic's clients look for the id here.
    exchange.headers = [...exchange.headers, 'Request-Id', requestId];
    if (body.stream === true) exchange.streamAs(new MessageStreamFormat(request.model, requestId));
    else exchange.collectAs(new MessageCollectedFormat(request.model));
    return this.generator
      .generate(request, exchange.context)
      .pipe(catchError((error: unknown) => throwError(() => inCallersWords(error, body))));
  }
}
