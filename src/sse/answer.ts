import type { GenerationError } from '../generation/generation-error';
import type { StreamEvent } from '../generation/stream-event';

/**
 * The socket's side of one request: takes events in and sends them as its kind of answer. The events are those
 * of a generation; other answers consist of messages that are written already.
 */
export interface Answer<Event = StreamEvent> {
  /** True once a status has left, or is about to: from then on a failure belongs into the body. */
  readonly committed: boolean;
  /** Takes the next event. */
  next(event: Event): void;
  /** The events are complete. */
  complete(): void;
  /** Ends a committed answer by an error. */
  fail(error: GenerationError): void;
  /** Ends an answer that has begun where it stands, as if that were its end; for fault injection only. */
  cutShort(): void;
  /** Nobody will send anything any more: lets go of timers. */
  release(): void;
}
