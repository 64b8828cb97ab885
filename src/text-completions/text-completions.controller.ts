import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { Observable } from 'rxjs';
import type { StreamEvent } from '../generation/stream-event';
import { GeneratorService } from '../generator/generator.service';
import { ModelRouter } from '../routing/model-router.service';
import { Exchange } from '../sse/exchange';
import { SendsEvents } from '../sse/sends-events.decorator';
import type { TextCompletionDto } from './dto/text-completion.dto';
import { mergePrompts } from './merge-prompts';
import { TextCompletionBodyPipe } from './text-completion-body.pipe';
import { toGenerationRequests } from './to-generation-requests';
import { textAnswer } from './wire/text-answer';
import { TextCollectedFormat } from './wire/text-collected-format';
import { TextStreamFormat } from './wire/text-stream-format';

/** Text completions, OpenAI's legacy API: prompts in, text out. */
@Controller('v1/completions')
export class TextCompletionsController {
  constructor(
    private readonly generator: GeneratorService,
    private readonly router: ModelRouter,
  ) {}

  /** Answers with a stream of events, or with one JSON object where the body does not ask to stream. */
  @Post()
  @HttpCode(200)
  @SendsEvents()
  create(
    @Body(TextCompletionBodyPipe) body: TextCompletionDto,
    @Res() response: ServerResponse,
  ): Observable<StreamEvent> {
    const exchange = Exchange.of(response);
    const requests = toGenerationRequests(body, this.router.defaultModel);
    const answer = textAnswer(body, requests[0].model);
    if (body.stream === true) {
      exchange.streamAs(new TextStreamFormat(answer, body.stream_options?.include_usage === true));
    } else {
      exchange.collectAs(new TextCollectedFormat(answer));
    }
    return mergePrompts(
      (request, context) => this.generator.generate(request, context),
      requests,
      exchange.context,
    );
  }
}
