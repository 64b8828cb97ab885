import { encodeJsonText, type JsonText } from '../../../generation/json-text';
import type { StreamEvent } from '../../../generation/stream-event';
import type { TokenEnds } from '../tokenizer';
import type { PreparedChoice, Segment } from './prepared-choice';

/** A position that never comes. */
const NEVER = -1;

/** Walks through one prepared choice, position by position: a token each, and its finish at the end. */
export class ChoiceCursor {
  private segment: Segment | undefined;
  private text = '';
  private ends: TokenEnds = new Uint16Array();
  /** Whether a token is nothing but a piece of plain text, as nearly all are. */
  private isPlain = false;
  private next = 0;
  /** The positions at which the segment begins, and behind which it ends. */
  private begin = 0;
  private end = 0;

  constructor(
    private readonly choice: number,
    private readonly prepared: PreparedChoice,
  ) {}

  /** The event at a position; positions come in order. Nothing where the choice has finished already. */
  at(position: number): StreamEvent | undefined {
    if (position >= this.end && !this.enter(position)) {
      if (this.end === NEVER) return undefined;
      this.end = NEVER;
      const { reason, stop } = this.prepared;
      return { type: 'choice-finish', choice: this.choice, reason, ...(stop !== undefined && { stop }) };
    }
    const index = position - this.begin;
    const token = this.text.slice(index === 0 ? 0 : this.ends[index - 1], this.ends[index]);
    const text = encodeJsonText(token);
    return this.isPlain
      ? { type: 'text-delta', choice: this.choice, text }
      : this.special(index, token, text);
  }

  /** Goes on to the segment that a position is in. @returns false behind the last one */
  private enter(position: number): boolean {
    const { segments } = this.prepared;
    while (position >= this.end && this.end !== NEVER && this.next < segments.length) {
      const segment = segments[this.next++];
      this.segment = segment;
      this.text = segment.text;
      this.ends = segment.ends;
      this.isPlain = segment.type === 'text' && segment.logprobs === undefined;
      this.begin = this.end;
      this.end += segment.ends.length;
    }
    return position < this.end;
  }

  private special(index: number, token: string, text: JsonText): StreamEvent {
    const { choice } = this;
    const segment = this.segment!;
    if (segment.type === 'text') {
      return { type: 'text-delta', choice, text, logprobs: [segment.logprobs!.of(token, index)] };
    }
    if (segment.type === 'reasoning') return { type: 'reasoning-delta', choice, text };
    const { index: call, id, name, kind } = segment.head;
    return index === 0
      ? { type: 'tool-call-delta', choice, index: call, id, name, kind, arguments: text }
      : { type: 'tool-call-delta', choice, index: call, kind, arguments: text };
  }
}
