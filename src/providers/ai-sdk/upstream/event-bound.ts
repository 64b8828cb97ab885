import { FrameBound } from './frame-bound';
import { SseBound } from './sse-bound';

/** Watches the size of the events in a stream of bytes, wherever the bytes are cut. */
export interface EventBound {
  /** Takes the next bytes. @returns whether the event they belong to is larger than it may be */
  exceededBy(bytes: Uint8Array): boolean;
}

/**
 * The bound for a stream's content type; undefined for what is no stream of events.
 *
 * The packages collect an event until it is complete, however large it gets, so somebody has to count.
 */
export function eventBoundOf(contentType: string | undefined, maxBytes: number): EventBound | undefined {
  if (/^text\/event-stream\b/i.test(contentType ?? '')) return new SseBound(maxBytes);
  if (/^application\/vnd\.amazon\.eventstream\b/i.test(contentType ?? '')) return new FrameBound(maxBytes);
  return undefined;
}
