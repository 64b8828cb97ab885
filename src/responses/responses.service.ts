import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { Settings } from '../config/settings';
import type { StreamEvent } from '../generation/stream-event';
import { GeneratorService } from '../generator/generator.service';
import { ModelRouter } from '../routing/model-router.service';
import type { Exchange } from '../sse/exchange';
import type { CreateResponseDto } from './dto/create-response.dto';
import { itemsOf, toGenerationRequest } from './mapping/to-generation-request';
import { newId } from './new-id';
import { ResponseCollectedFormat } from './wire/response-collected-format';
import { ResponseDraft } from './wire/response-draft';
import { responseHead } from './wire/response-head';
import { ResponseStreamFormat } from './wire/response-stream-format';

/** Makes responses. */
@Injectable()
export class ResponsesService {
  constructor(
    private readonly generator: GeneratorService,
    private readonly router: ModelRouter,
    private readonly settings: Settings,
  ) {}

  /** Gives the exchange its kind of answer, and returns the events that it is made of. */
  create(dto: CreateResponseDto, exchange: Exchange): Observable<StreamEvent> {
    const model = dto.model ?? this.router.defaultModel;
    const request = toGenerationRequest(dto, itemsOf(dto), [], model);
    const head = responseHead(dto, newId('resp'), Math.floor(Date.now() / 1000), model);
    const draft = new ResponseDraft(head, this.settings.limits.completionBytes);
    if (dto.stream === true) exchange.streamAs(new ResponseStreamFormat(draft));
    else exchange.collectAs(new ResponseCollectedFormat(draft));
    return this.generator.generate(request, exchange.context);
  }
}
