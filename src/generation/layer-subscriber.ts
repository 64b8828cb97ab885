import { Subscriber } from 'rxjs';
import type { StreamEvent } from './stream-event';

/**
 * The subscriber of one layer: what it does not override goes on to `downstream` as it is.
 *
 * Layers subclass it instead of giving `subscribe` an object: RxJS would wrap that in two more objects and
 * some closures, for every layer of every open stream.
 */
export abstract class LayerSubscriber<Event = StreamEvent> extends Subscriber<Event> {
  /** The same object as `destination`, by its type. */
  protected readonly downstream: Subscriber<Event>;

  constructor(downstream: Subscriber<Event>) {
    super(downstream);
    this.downstream = downstream;
  }
}
