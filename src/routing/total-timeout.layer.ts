import { Observable, type Subscriber } from 'rxjs';
import type { Operation } from '../generation/generate';
import { GenerationError } from '../generation/generation-error';
import type { Timed, TimerWheel } from '../timing/timer-wheel';

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
            const timer = wheel.timer(new TotalTimeout(subscriber));
            timer.start(totalMs);
            next(request, context).subscribe(subscriber);
            subscriber.add(timer);
          });

/** An object, since a closure would hold all that is in its scope for as long as the answer lasts. */
class TotalTimeout implements Timed {
  constructor(private readonly subscriber: Pick<Subscriber<never>, 'error'>) {}

  timeUp(): void {
    this.subscriber.error(tooLong());
  }
}

const tooLong = (): GenerationError =>
  new GenerationError('total_timeout', 'The answer took longer than it may take in all.');
