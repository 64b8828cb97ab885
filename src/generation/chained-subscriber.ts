import { Subscriber, type Subscription, type TeardownLogic, type Unsubscribable } from 'rxjs';

/**
 * A subscriber that keeps its one source in a field.
 *
 * RxJS keeps whatever ends with a subscriber in an array, which V8 makes for seventeen entries: 184 bytes for one
 * source, times the layers of every open stream. Only what is added beside a source that is open goes there.
 */
export abstract class ChainedSubscriber<Event> extends Subscriber<Event> {
  private source: Unsubscribable | undefined;

  override add(teardown: TeardownLogic): void {
    if (this.closed || !isUnsubscribable(teardown) || (this.source && !isClosed(this.source))) {
      return super.add(teardown);
    }
    if (!isClosed(teardown)) this.source = teardown;
  }

  override remove(teardown: Exclude<TeardownLogic, void>): void {
    if (teardown === this.source) this.source = undefined;
    else super.remove(teardown);
  }

  /** Ends the source ahead of all else, as it was added ahead of it. */
  override unsubscribe(): void {
    const { source } = this;
    if (!source) return super.unsubscribe();
    this.source = undefined;
    this.isStopped = true;
    try {
      source.unsubscribe();
    } finally {
      super.unsubscribe();
    }
  }
}

const isUnsubscribable = (teardown: TeardownLogic): teardown is Unsubscribable =>
  typeof teardown === 'object' && teardown !== null;

/** Of a source that cannot say, no. */
const isClosed = (source: Unsubscribable): boolean => (source as Partial<Subscription>).closed === true;
