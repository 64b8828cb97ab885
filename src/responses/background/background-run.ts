import { Subscriber } from 'rxjs';
import type { ByteText } from '../../generation/byte-text';
import { GenerationContext } from '../../generation/generation-context';
import type { GenerationError } from '../../generation/generation-error';
import type { StreamEvent } from '../../generation/stream-event';
import { toGenerationError } from '../../sse/to-generation-error';
import { type StoredItem, toStoredItems } from '../mapping/to-stored-items';
import type { Conversation } from '../store/conversation';
import type { StoredResponse } from '../store/stored-response';
import { toStoredResponse } from '../store/to-stored-response';
import type { ResponseDraft } from '../wire/response-draft';
import { ResponseStreamFormat } from '../wire/response-stream-format';
import { EventLog } from './event-log';

/** A generation that nobody has to wait for: its events go to a log, from which anybody may read. */
export class BackgroundRun extends Subscriber<StreamEvent> {
  readonly log = new EventLog();
  readonly context: GenerationContext;
  /** What it failed with. */
  failure: GenerationError | undefined;
  /** Whether it failed before anybody had begun to answer. */
  refused = false;
  /** Set where the response is not to be kept when it is over. */
  discarded = false;
  private readonly format: ResponseStreamFormat;
  private readonly earlier: readonly string[];
  /** Given their ids once: whoever lists them meanwhile finds the same ones afterwards. */
  private readonly items: readonly StoredItem[];
  private readonly end = Promise.withResolvers<void>();

  /** @param requestId of the request that began it */
  constructor(
    readonly draft: ResponseDraft,
    { earlier, input }: Conversation,
    requestId: string,
  ) {
    super();
    this.earlier = earlier;
    this.items = toStoredItems(input);
    this.context = new GenerationContext(requestId);
    this.format = new ResponseStreamFormat(draft);
    this.write(this.format.queued());
  }

  /** Fulfilled once the run is over, however it ended. */
  get over(): Promise<void> {
    return this.end.promise;
  }

  /** Ends it, and aborts the generation. Does nothing where it is over. */
  cancel(): void {
    if (this.log.isEnded) return;
    this.unsubscribe();
    this.write(this.format.cancelled());
    this.finish();
  }

  /** The response as it is by now. */
  toStored(): StoredResponse {
    const { runs, next } = this.log;
    return toStoredResponse(this.draft, this.items, this.earlier, { runs, next });
  }

  protected override _next(event: StreamEvent): void {
    try {
      this.write(this.format.encode(event));
    } catch (error) {
      this.error(error);
    }
  }

  protected override _error(error: unknown): void {
    this.failure = toGenerationError(error);
    this.refused = this.draft.status === 'queued';
    this.unsubscribe();
    this.write(this.format.fail(this.failure));
    this.finish();
  }

  protected override _complete(): void {
    this.unsubscribe();
    this.finish();
  }

  private write(text: ByteText): void {
    this.log.append(text, this.format.nextSequence);
  }

  private finish(): void {
    this.log.end();
    this.end.resolve();
  }
}
