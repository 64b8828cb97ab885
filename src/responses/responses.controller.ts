import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { Observable } from 'rxjs';
import { Exchange } from '../sse/exchange';
import { SendsEvents } from '../sse/sends-events.decorator';
import type { CreateResponseDto } from './dto/create-response.dto';
import { ResponseBodyPipe } from './response-body.pipe';
import { ResponsesService } from './responses.service';

/** OpenAI's Responses API. */
@Controller('v1/responses')
export class ResponsesController {
  constructor(private readonly responses: ResponsesService) {}

  /** Answers with a stream of events, or with one JSON object where the body does not ask to stream. */
  @Post()
  @HttpCode(200)
  @SendsEvents()
  create(
    @Body(ResponseBodyPipe) body: CreateResponseDto,
    @Res() response: ServerResponse,
  ): Observable<unknown> {
    return this.responses.create(body, Exchange.of(response));
  }
}
