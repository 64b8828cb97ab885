import type { GenerationError } from '../generation/generation-error';
import type { ByteText } from '../generation/byte-text';
import type { StreamEvent } from '../generation/stream-event';

/** How a dialect writes one stream. Stateful: an instance serves one answer. */
export interface StreamFormat<Event = StreamEvent> {
  /** The SSE messages that stand for an event; empty where the event has no place on the wire. */
  encode(event: Event): ByteText;
  /** The SSE messages that end a stream by an error, terminator included. */
  fail(error: GenerationError): ByteText;
  /** What keeps a silent stream open, also ahead of its first event; a comment where it is absent. */
  readonly keepAlive?: ByteText;
}

/** How a dialect writes an answer that is not streamed. Stateful: an instance serves one answer. */
export interface CollectedFormat<Event = StreamEvent> {
  /** Takes an event in. @returns the bytes, roughly, that it adds to the answer */
  add(event: Event): number;
  /** The JSON body, once the events are complete. */
  body(): string;
}

/** How a dialect reports a failure while the status is still open. */
export interface ErrorFormat {
  /** The JSON body, or undefined where the dialect knows Server-Sent Events only. */
  json(error: GenerationError, requestId: string): string | undefined;
  /** An SSE body: the error event and the terminator. */
  eventStream(error: GenerationError, requestId: string): string;
  /** A header in which the dialect's clients look for the request's id, beside `X-Request-Id`. */
  readonly requestIdHeader?: string;
}
