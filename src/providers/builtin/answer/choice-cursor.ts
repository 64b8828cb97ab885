import { encodeJsonText } from '../../../generation/json-text';
import type { StreamEvent } from '../../../generation/stream-event';
import type { PreparedChoice, Segment } from './prepared-choice';

/** A position that never comes. */
const NEVER = -1;

/** Walks through one prepared choice, position by position: a token each, and its finish at the end. */
export class ChoiceCursor {
  private next = 0;
  private segment: Segment | undefined;
  /** The positions at which the segment begins, and behind which it ends. */
  private begin = 0;
  private end = 0;

  constructor(
    private readonly choice: number,
    private readonly prepared: PreparedChoice,
  ) {}

  /** The event at a position; positions come in order. Nothing where the choice has finished already. */
  at(position: number): StreamEvent | undefined {
    while (position === this.end) {
      if (this.next === this.prepared.segments.length) {
        this.end = NEVER;
        const { reason, stop } = this.prepared;
        return { type: 'choice-finish', choice: this.choice, reason, ...(stop !== undefined && { stop }) };
      }
      this.segment = this.prepared.segments[this.next++];
      this.begin = this.end;
      this.end += this.segment.ends.length;
    }
    return position < this.end ? this.token(this.segment!, position - this.begin) : undefined;
  }

  private token(segment: Segment, index: number): StreamEvent {
    const { choice } = this;
    const { text, ends } = segment;
    const token = text.slice(index === 0 ? 0 : ends[index - 1], ends[index]);
    const escaped = encodeJsonText(token);
    if (segment.type === 'text') {
      return segment.logprobs
        ? { type: 'text-delta', choice, text: escaped, logprobs: [segment.logprobs.of(token, index)] }
        : { type: 'text-delta', choice, text: escaped };
    }
    if (segment.type === 'reasoning') return { type: 'reasoning-delta', choice, text: escaped };
    const { index: call, id, name, kind } = segment.head;
    return index === 0
      ? { type: 'tool-call-delta', choice, index: call, id, name, kind, arguments: escaped }
      : { type: 'tool-call-delta', choice, index: call, kind, arguments: escaped };
  }
}
