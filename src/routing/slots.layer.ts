import { Observable } from 'rxjs';
import type { Operation } from '../generation/generate';
import { GenerationError } from '../generation/generation-error';
import type { ProviderSlots } from './provider-slots';

/** Seconds after which a caller that found no place is told to come back. */
const RETRY_AFTER_S = 1;

/** Waits for one of the provider's places, and fails with `overloaded` where none comes free in time. */
export const slotsLayer =
  (slots: ProviderSlots) =>
  <Request, Event>(next: Operation<Request, Event>): Operation<Request, Event> => {
    const place = { unsubscribe: () => slots.leave() };
    return (request, context) =>
      new Observable((subscriber) => {
        const enter = (): void => {
          next(request, context).subscribe(subscriber);
          // Last, so that the request is over at the provider before its place is given to another one.
          subscriber.add(place);
        };
        if (slots.tryEnter()) return enter();
        const cancel = slots.wait(enter, () => subscriber.error(full()));
        if (cancel) subscriber.add(cancel);
        else subscriber.error(full());
      });
  };

const full = (): GenerationError =>
  new GenerationError('overloaded', "The model's server has as many requests as it may get.", {
    retryAfter: RETRY_AFTER_S,
  });
