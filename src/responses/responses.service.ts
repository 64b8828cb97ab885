import { Injectable } from '@nestjs/common';
import { from, mergeMap, type Observable, of } from 'rxjs';
import { Settings } from '../config/settings';
import type { GenerationContext } from '../generation/generation-context';
import type { StreamEvent } from '../generation/stream-event';
import { GeneratorService } from '../generator/generator.service';
import { ModelRouter } from '../routing/model-router.service';
import type { Exchange } from '../sse/exchange';
import { BackgroundRun } from './background/background-run';
import { BackgroundRuns } from './background/background-runs.service';
import { follow } from './background/follow';
import type { CreateResponseDto } from './dto/create-response.dto';
import { toGenerationRequest } from './mapping/to-generation-request';
import { toStoredItems } from './mapping/to-stored-items';
import { withOwnParams } from './mapping/with-own-params';
import { newId } from './new-id';
import type { Conversation } from './store/conversation';
import { ConversationsService } from './store/conversations.service';
import { keeping } from './store/keeping';
import { ResponseKeeper } from './store/response-keeper.service';
import { toStoredResponse } from './store/to-stored-response';
import { ResponseCollectedFormat } from './wire/response-collected-format';
import { ResponseDraft } from './wire/response-draft';
import { responseHead } from './wire/response-head';
import { ResponseStreamFormat } from './wire/response-stream-format';
import { WrittenBody, writtenStream } from './wire/written-format';

/** Makes responses, while their client waits or in the background. */
@Injectable()
export class ResponsesService {
  constructor(
    private readonly generator: GeneratorService,
    private readonly router: ModelRouter,
    private readonly settings: Settings,
    private readonly conversations: ConversationsService,
    private readonly keeper: ResponseKeeper,
    private readonly runs: BackgroundRuns,
  ) {}

  /** Gives the exchange its kind of answer, and returns what that is made of. */
  create(dto: CreateResponseDto, exchange: Exchange): Observable<unknown> {
    const make =
      dto.background === true ? this.inBackground(dto, exchange) : this.whileWaiting(dto, exchange);
    const conversation = this.conversations.immediate(dto);
    return conversation ? make(conversation) : from(this.conversations.resolve(dto)).pipe(mergeMap(make));
  }

  private whileWaiting(dto: CreateResponseDto, exchange: Exchange) {
    const draft = this.draft(dto);
    if (dto.stream === true) exchange.streamAs(new ResponseStreamFormat(draft));
    else exchange.collectAs(new ResponseCollectedFormat(draft));
    const { entries } = this.settings.responses;
    return (conversation: Conversation): Observable<unknown> => {
      const events = this.events(dto, conversation, exchange.context);
      if (dto.store === false || entries === 0) return events;
      const { input, earlier } = conversation;
      const save = () => this.keeper.keep(toStoredResponse(draft, toStoredItems(input), earlier));
      return keeping(events, draft, dto.stream === true, save);
    };
  }

  private inBackground(dto: CreateResponseDto, exchange: Exchange) {
    const draft = this.draft(dto);
    if (dto.stream === true) exchange.streamAs(writtenStream);
    else exchange.collectAs(new WrittenBody());
    const { demand, requestId } = exchange.context;
    return (conversation: Conversation): Observable<unknown> => {
      const run = new BackgroundRun(draft, conversation, requestId);
      const queued = draft.toJson();
      this.runs.start(run, this.events(dto, conversation, run.context));
      return dto.stream === true ? follow(run.log, 0, demand) : of(queued);
    };
  }

  /** What the model says. Subscribing starts the work. */
  private events(
    dto: CreateResponseDto,
    conversation: Conversation,
    context: GenerationContext,
  ): Observable<StreamEvent> {
    const { request, placed } = toGenerationRequest(dto, conversation, this.modelOf(dto));
    return withOwnParams(this.generator.generate(request, context), placed);
  }

  private modelOf(dto: CreateResponseDto): string {
    return dto.model ?? this.router.defaultModel;
  }

  private draft(dto: CreateResponseDto): ResponseDraft {
    const head = responseHead(dto, newId('resp'), Math.floor(Date.now() / 1000), this.modelOf(dto));
    return new ResponseDraft(head, this.settings.limits.completionBytes);
  }
}
