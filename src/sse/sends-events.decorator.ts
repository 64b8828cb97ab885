import { ServerResponse } from 'node:http';
import type { Observable } from 'rxjs';
import { Exchange } from './exchange';

type Handler<Event> = (...args: never[]) => Observable<Event>;

/**
 * Puts the Observable that a route's handler returns on the wire, through the exchange of its response. What
 * fails reaches the exception filter: through Nest where the handler throws, through the exchange afterwards.
 *
 * A decorator instead of an interceptor, because Nest's interceptors cost an event four operators and a
 * replay buffer on its way (docs/decisions/0011). The handler must inject `@Res()`, so that Nest leaves the
 * answer alone, and this must stand closest to the method, since Nest reads its metadata off the function.
 */
export function SendsEvents() {
  return <Event>(_: object, __: string, descriptor: TypedPropertyDescriptor<Handler<Event>>): void => {
    const handle = descriptor.value as (...args: unknown[]) => Observable<Event>;
    const deliver = function (this: unknown, ...args: unknown[]): void {
      const response = args.find((arg): arg is ServerResponse => arg instanceof ServerResponse);
      if (!response) throw new Error('The handler does not inject @Res().');
      Exchange.of(response).deliver(handle.apply(this, args));
    };
    descriptor.value = deliver as unknown as Handler<Event>;
  };
}
