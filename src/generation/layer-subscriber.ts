import type { Subscriber } from 'rxjs';
import { ChainedSubscriber } from './chained-subscriber';
import type { StreamEvent } from './stream-event';

/**
 * The subscriber of one layer: what it does not override goes on to `downstream` as it is.
 *
 * Layers subclass it instead of giving `subscribe` an object: RxJS would wrap that in two more objects and
 * some closures, for every layer of every open stream.
 */
export abstract class LayerSubscriber<Event = StreamEvent> extends ChainedSubscriber<Event> {
  /** The same object as `destination`, by its type. */
  protected readonly downstream: Subscriber<Event>;

  constructor(downstream: Subscriber<Event>) {
    super(downstream);
    this.downstream = downstream;
  }

  /**
   * Takes an event; none once `isStopped`. A layer overrides this and not RxJS's `_next`, which one `next` calls
   * for all classes of subscribers: that call is looked up anew at each layer, and never compiled into its caller.
   */
  override next(event: Event): void {
    if (!this.isStopped) this.downstream.next(event);
  }
}
