import type { RecordedEvents } from '../background/recorded-events';

/**
 * A response as it is kept. It stands alone: deleting what it continued does not harm it. What is JSON here
 * is kept as text, since text is compact and nearly all of it is never read again.
 */
export interface StoredResponse {
  readonly id: string;
  /** The response object, as JSON. */
  readonly response: string;
  /** The items of its request, each with an id, as a JSON array. */
  readonly input: string;
  /** The items of the conversation ahead, oldest first, as JSON arrays. */
  readonly earlier: readonly string[];
  /** The ids of the items that it added: those of its request and of its output. */
  readonly itemIds: readonly string[];
  /** What was streamed; of responses that were made in the background. */
  readonly events?: RecordedEvents;
}
