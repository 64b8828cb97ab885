import { Observable } from 'rxjs';
import type { ByteText } from '../../generation/byte-text';
import type { Demand } from '../../generation/demand';
import type { EventLog } from './event-log';

/**
 * The events of a log from number `from` on, then those that come, until the end. Whoever follows reads at
 * the pace of its own socket: what it cannot take yet stays in the log and is held once for everybody.
 * @returns whole SSE messages; fails where the log has let go of what comes next
 */
export function follow(log: EventLog, from: number, demand: Demand): Observable<ByteText> {
  return new Observable((subscriber) => {
    let at = from;
    const pump = (): void => {
      try {
        while (demand.isWanted && !subscriber.closed) {
          const events = log.read(at);
          if (!events) return log.isEnded ? subscriber.complete() : undefined;
          at = events.next;
          subscriber.next(events.text);
        }
      } catch (error) {
        subscriber.error(error);
      }
    };
    const listener = { demandChanged: pump };
    demand.listen(listener);
    subscriber.add(() => demand.unlisten(listener));
    subscriber.add(log.onGrowth(pump));
    pump();
  });
}
