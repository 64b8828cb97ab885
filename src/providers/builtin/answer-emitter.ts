import type { Subscriber } from 'rxjs';
import type { Demand, DemandListener } from '../../generation/demand';
import type { StreamEvent } from '../../generation/stream-event';
import type { Timed, TimerWheel, WheelTimer } from '../../timing/timer-wheel';
import { ChoiceCursor } from './answer/choice-cursor';
import { type PreparedChoice, tokensOf } from './answer/prepared-choice';

export interface Pace {
  /** Tokens per second of each choice; 0 is as fast as they are taken. */
  readonly tokensPerSecond: number;
  readonly firstTokenMs: number;
}

/** Positions that an unpaced stream emits before it lets the event loop turn. */
const UNPACED_SLICE = 128;

/**
 * Emits prepared answers token by token, all choices in step. Paced by the clock: a late tick emits what has
 * become due meanwhile, so lateness never adds up. While demand is lowered nothing is emitted, and the pace
 * goes on from there afterwards, without a burst. One wheel timer per stream, nothing per token.
 */
export class AnswerEmitter implements DemandListener, Timed {
  private readonly length: number;
  private readonly cursors: readonly ChoiceCursor[];
  private readonly timer: WheelTimer;
  private position = 0;
  /** The wheel's time at which token 0 was due; moves forward by every pause. */
  private origin: number;
  private immediate: NodeJS.Immediate | undefined;

  constructor(
    choices: readonly PreparedChoice[],
    private readonly pace: Pace,
    private readonly wheel: TimerWheel,
    private readonly demand: Demand,
    private readonly subscriber: Subscriber<StreamEvent>,
    private readonly onEnd: () => void,
  ) {
    // One position beyond the longest answer, at which its choice finishes.
    this.length = Math.max(...choices.map((choice) => tokensOf(choice))) + 1;
    this.cursors = choices.map((choice, index) => new ChoiceCursor(index, choice));
    this.timer = wheel.timer(this);
    this.origin = wheel.now + pace.firstTokenMs;
    demand.listen(this);
  }

  timeUp(): void {
    this.step();
  }

  demandChanged(wanted: boolean): void {
    if (wanted) this.resume();
  }

  /** Begins; the first token waits for `firstTokenMs`. */
  start(): void {
    if (this.pace.firstTokenMs > 0) this.timer.start(this.pace.firstTokenMs);
    else this.step();
  }

  /** Stops for good. */
  stop(): void {
    this.timer.stop();
    clearImmediate(this.immediate);
    this.demand.unlisten(this);
  }

  private resume(): void {
    const { tokensPerSecond } = this.pace;
    if (tokensPerSecond > 0) this.origin = this.wheel.now - (this.position * 1000) / tokensPerSecond;
    // Not at once: demand is raised from within the socket's own callback.
    this.schedule();
  }

  private step(): void {
    const { tokensPerSecond } = this.pace;
    const due =
      tokensPerSecond > 0
        ? Math.floor(((this.wheel.now - this.origin) * tokensPerSecond) / 1000) + 1
        : this.position + UNPACED_SLICE;
    const end = Math.min(due, this.length);
    while (this.position < end && this.demand.isWanted) this.emit(this.position++);
    if (this.subscriber.closed) return;
    if (this.position >= this.length) this.onEnd();
    else if (this.demand.isWanted) this.schedule();
  }

  private schedule(): void {
    const { tokensPerSecond } = this.pace;
    if (tokensPerSecond > 0) {
      const nextAt = this.origin + (this.position * 1000) / tokensPerSecond;
      this.timer.start(Math.max(0, nextAt - this.wheel.now));
    } else {
      clearImmediate(this.immediate);
      this.immediate = setImmediate(() => this.step());
    }
  }

  private emit(position: number): void {
    for (let choice = 0; choice < this.cursors.length; choice++) {
      const event = this.cursors[choice].at(position);
      if (event) this.subscriber.next(event);
    }
  }
}
