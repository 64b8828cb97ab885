import { Observable, type Subscriber } from 'rxjs';
import type { Timeouts } from '../config/gateway/gateway';
import type { Operation } from '../generation/generate';
import type { GenerationContext } from '../generation/generation-context';
import { GenerationError } from '../generation/generation-error';
import type { GenerationErrorCode } from '../generation/generation-error-code';
import { LayerSubscriber } from '../generation/layer-subscriber';
import type { Timed, TimerWheel, WheelTimer } from '../timing/timer-wheel';
import type { Routed } from './request-kind';

type Phase = 'connect' | 'first-token' | 'idle';

const FAILURES: Readonly<Record<Phase, readonly [GenerationErrorCode, string]>> = {
  connect: ['connect_timeout', "The model's server could not be reached in time."],
  'first-token': ['first_token_timeout', 'The model took too long to begin its answer.'],
  idle: ['idle_timeout', 'The model fell silent in the middle of its answer.'],
};

/**
 * Bounds one attempt's waits: until the upstream is reached, until its first event, and between events. One
 * timer serves all three, and an event costs no more than noting the wheel's time. Silence that the client
 * has caused, by not reading, does not count.
 */
export const timeoutsLayer =
  (timeouts: Timeouts, wheel: TimerWheel) =>
  <Request extends Routed, Event extends { readonly type: string }>(
    next: Operation<Request, Event>,
  ): Operation<Request, Event> =>
  (request, context) =>
    new Observable((subscriber) => {
      const timed = new TimedSubscriber(subscriber, timeouts, wheel, context, request.choices ?? 1);
      next(request, context).subscribe(timed);
    });

class TimedSubscriber<Event extends { readonly type: string }>
  extends LayerSubscriber<Event>
  implements Timed
{
  private phase: Phase = 'connect';
  private lastEvent = 0;
  private demandChanges = 0;
  private readonly timer: WheelTimer;

  constructor(
    downstream: Subscriber<Event>,
    private readonly timeouts: Timeouts,
    private readonly wheel: TimerWheel,
    private readonly context: GenerationContext,
    private open: number,
  ) {
    super(downstream);
    this.timer = wheel.timer(this);
    this.arm(timeouts.connectMs);
    context.whenConnected(() => this.enter('first-token', timeouts.firstTokenMs));
  }

  override unsubscribe(): void {
    this.timer.stop();
    super.unsubscribe();
  }

  override next(event: Event): void {
    if (this.isStopped) return;
    this.lastEvent = this.wheel.now;
    if (this.phase !== 'idle') this.enter('idle', this.timeouts.idleMs);
    // The answer is whole: how long it may take to say so is the provider's to bound.
    if (event.type === 'choice-finish' && --this.open === 0) this.timer.stop();
    this.downstream.next(event);
  }

  private enter(phase: Phase, ms: number): void {
    if (this.closed || this.phase === 'idle') return;
    this.phase = phase;
    if (phase === 'idle') this.context.whenConnected(undefined);
    this.arm(ms);
  }

  private arm(ms: number): void {
    if (ms > 0) this.timer.start(ms);
    else this.timer.stop();
  }

  timeUp(): void {
    if (this.phase === 'idle' && this.isExcused()) return;
    const [code, message] = FAILURES[this.phase];
    this.error(new GenerationError(code, message));
  }

  /** Whether there were events, or a client that did not read, within the last stretch; then waits on. */
  private isExcused(): boolean {
    const { idleMs } = this.timeouts;
    const { demand } = this.context;
    if (!demand.isWanted || demand.changes !== this.demandChanges) {
      this.demandChanges = demand.changes;
      this.lastEvent = this.wheel.now;
    }
    const left = this.lastEvent + idleMs - this.wheel.now;
    if (left > 0) this.timer.start(left);
    return left > 0;
  }
}
