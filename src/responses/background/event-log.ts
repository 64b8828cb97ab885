import type { ByteText } from '../../generation/byte-text';
import { GenerationError } from '../../generation/generation-error';
import type { EventRun, RecordedEvents } from './recorded-events';

/**
 * Bytes of events that are kept of one response, and pieces of them; the oldest go first. The latest piece
 * always stays, however long it is: it may be the end, and what an answer comes to is bounded elsewhere.
 */
const MOST_BYTES = 16_777_216;
const MOST_RUNS = 65_536;

/** How much goes at a time, so that making room costs little: a quarter. */
const DROPPED_SHARE = 4;

/** The events of a response as they were sent, for everybody who follows it, from wherever they begin. */
export class EventLog implements RecordedEvents {
  readonly runs: EventRun[];
  next: number;
  private ended: boolean;
  private bytes = 0;
  private readonly listeners = new Set<() => void>();

  /** @param recorded the events of a response that is over; absent for one that begins */
  constructor(recorded?: RecordedEvents) {
    this.runs = [...(recorded?.runs ?? [])];
    this.next = recorded?.next ?? 0;
    this.ended = recorded !== undefined;
  }

  /** Whether nothing will be added. */
  get isEnded(): boolean {
    return this.ended;
  }

  /** @param next the number of the event after these */
  append(text: ByteText, next: number): void {
    if (text === '') return;
    this.runs.push({ first: this.next, text });
    this.next = next;
    this.bytes += text.length;
    while (this.runs.length > 1 && (this.bytes > MOST_BYTES || this.runs.length > MOST_RUNS)) {
      this.dropOldest();
    }
    this.notify();
  }

  end(): void {
    this.ended = true;
    this.notify();
  }

  /** Calls `listener` whenever there is more, or nothing more to come. @returns a function that stops the calls */
  onGrowth(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /**
   * Some events from this number on, and the number of the one after them; undefined where there are none yet.
   * @throws GenerationError where they were let go of
   */
  read(from: number): { readonly text: ByteText; readonly next: number } | undefined {
    if (from >= this.next) return undefined;
    const position = this.positionOf(from);
    if (position === -1) {
      throw new GenerationError(
        'invalid_value',
        `The events up to number ${this.runs[0].first - 1} are no longer kept.`,
        { param: 'starting_after' },
      );
    }
    const next = this.runs.at(position + 1)?.first ?? this.next;
    return { text: textFrom(this.runs[position], from), next };
  }

  /** The run that has this event, by bisection: a follower asks for each run once. -1 where it is gone. */
  private positionOf(sequence: number): number {
    let low = 0;
    let high = this.runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.runs[middle].first <= sequence) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  private dropOldest(): void {
    const share = Math.ceil(this.runs.length / DROPPED_SHARE);
    const dropped = this.runs.splice(0, Math.min(share, this.runs.length - 1));
    for (const { text } of dropped) this.bytes -= text.length;
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}

/** JSON has no line breaks of its own, so a blank line is always the end of an event. */
function textFrom({ first, text }: EventRun, from: number): ByteText {
  return from === first
    ? text
    : (text
        .split('\n\n')
        .slice(from - first)
        .join('\n\n') as ByteText);
}
