import { Observable, type Subscriber } from 'rxjs';
import { LayerSubscriber } from '../../generation/layer-subscriber';
import type { Finish, StreamEvent } from '../../generation/stream-event';
import { toGenerationError } from '../../sse/to-generation-error';
import type { ResponseDraft } from '../wire/response-draft';

/**
 * Keeps a response as soon as it is over, ahead of its last event: whoever has seen that can read the
 * response, or continue it. What fails before it has begun was no response, and is not kept.
 * @param streamed whether the client learns of a failure from the response itself, which is kept then
 * @param save of what the draft has come to; never rejected
 */
export function keeping(
  events: Observable<StreamEvent>,
  draft: ResponseDraft,
  streamed: boolean,
  save: () => Promise<void>,
): Observable<StreamEvent> {
  return new Observable((subscriber) => {
    events.subscribe(new KeepingSubscriber(subscriber, draft, streamed, save));
  });
}

class KeepingSubscriber extends LayerSubscriber {
  private last: Finish | undefined;

  constructor(
    downstream: Subscriber<StreamEvent>,
    private readonly draft: ResponseDraft,
    private readonly streamed: boolean,
    private readonly save: () => Promise<void>,
  ) {
    super(downstream);
  }

  override next(event: StreamEvent): void {
    if (this.isStopped) return;
    if (event.type === 'finish') this.last = event;
    else this.downstream.next(event);
  }

  protected override _complete(): void {
    const { last } = this;
    if (!last) return super._complete();
    this.draft.finish(last.usage);
    void this.save().then(() => {
      this.downstream.next(last);
      this.downstream.complete();
    });
  }

  protected override _error(error: unknown): void {
    if (!this.streamed || this.draft.status !== 'in_progress') return super._error(error);
    this.draft.fail(toGenerationError(error));
    void this.save().then(() => this.downstream.error(error));
  }
}
