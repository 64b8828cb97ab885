import type { EventBound } from './event-bound';

/** Bytes of an answer that is no stream: one of 1,000 vectors of 3,072 numbers has about half of that. */
const MAX_ANSWER_BYTES = 67_108_864;

/** Counts the bytes of a whole answer, which the packages hold until it is complete. */
class JsonBound implements EventBound {
  private bytes = 0;

  exceededBy(bytes: Uint8Array): boolean {
    this.bytes += bytes.length;
    return this.bytes > MAX_ANSWER_BYTES;
  }
}

/** The bound for an answer in JSON; undefined for what is none. */
export const jsonBoundOf = (contentType: string | undefined): EventBound | undefined =>
  /^application\/(?:[\w.-]+\+)?json\b/i.test(contentType ?? '') ? new JsonBound() : undefined;
