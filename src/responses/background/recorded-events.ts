import type { ByteText } from '../../generation/byte-text';

/** Some events that follow each other, as they are sent: whole SSE messages. */
export interface EventRun {
  /** The number of the first one. */
  readonly first: number;
  readonly text: ByteText;
}

/** The events of a stream that can be sent again, in their order. */
export interface RecordedEvents {
  readonly runs: readonly EventRun[];
  /** The number of the event after the last one. */
  readonly next: number;
}
