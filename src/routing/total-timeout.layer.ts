import { Observable } from 'rxjs';
import type { Operation } from '../generation/generate';
import { GenerationError } from '../generation/generation-error';
import type { TimerWheel } from '../timing/timer-wheel';

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
            const timer = wheel.timer(() => subscriber.error(tooLong()));
            timer.start(totalMs);
            next(request, context).subscribe(subscriber);
            subscriber.add(timer);
          });

const tooLong = (): GenerationError =>
  new GenerationError('total_timeout', 'The answer took longer than it may take in all.');
