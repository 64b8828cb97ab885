import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { Observable } from 'rxjs';
import type { StreamEvent } from '../generation/stream-event';
import { GeneratorService } from '../generator/generator.service';
import { ModelRouter } from '../routing/model-router.service';
import { Exchange } from '../sse/exchange';
import { SendsEvents } from '../sse/sends-events.decorator';
import { CompletionBodyPipe } from './completion-body.pipe';
import type { ChatCompletionDto } from './dto/chat-completion.dto';
import type { PromptCompletionDto } from './dto/prompt-completion.dto';
import { toGenerationRequest } from './to-generation-request';
import { chooseFormat } from './wire/choose-format';

/** Chat completions, in the OpenAI dialect and the prompt dialect. */
@Controller('v1/chat/completions')
export class CompletionsController {
  constructor(
    private readonly generator: GeneratorService,
    private readonly router: ModelRouter,
  ) {}

  /** Answers with a stream of events, or with one JSON object where the body does not ask to stream. */
  @Post()
  @HttpCode(200)
  @SendsEvents()
  create(
    @Body(CompletionBodyPipe) body: ChatCompletionDto | PromptCompletionDto,
    @Res() response: ServerResponse,
  ): Observable<StreamEvent> {
    const exchange = Exchange.of(response);
    const request = toGenerationRequest(body, this.router.defaultModel);
    chooseFormat(exchange, body, request);
    return this.generator.generate(request, exchange.context);
  }
}
