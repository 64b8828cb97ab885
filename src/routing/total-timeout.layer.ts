import { Observable, type Subscriber } from 'rxjs';
import type { Operation } from '../generation/generate';
import { GenerationError } from '../generation/generation-error';
import { LayerSubscriber } from '../generation/layer-subscriber';
import type { TimerWheel, WheelTimer } from '../timing/timer-wheel';

/**
 * Bounds the whole answer, with all that is tried for it.
 * @param totalMs 0 is no bound
 */
export const totalTimeoutLayer =
  (totalMs: number, wheel: TimerWheel) =>
  <Request, Event>(next: Operation<Request, Event>): Operation<Request, Event> =>
    totalMs === 0
      ? next
      : (request, context) =>
          new Observable((subscriber) => {
            next(request, context).subscribe(new BoundedSubscriber(subscriber, totalMs, wheel));
          });

class BoundedSubscriber<Event> extends LayerSubscriber<Event> {
  private readonly timer: WheelTimer;

  constructor(downstream: Subscriber<Event>, totalMs: number, wheel: TimerWheel) {
    super(downstream);
    this.timer = wheel.timer(() =>
      this.error(new GenerationError('total_timeout', 'The answer took longer than it may take in all.')),
    );
    this.timer.start(totalMs);
  }

  override unsubscribe(): void {
    this.timer.stop();
    super.unsubscribe();
  }

  protected override _next(event: Event): void {
    this.downstream.next(event);
  }
}
