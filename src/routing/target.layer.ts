import { Observable, type Subscriber } from 'rxjs';
import type { Operation } from '../generation/generate';
import { GenerationError } from '../generation/generation-error';
import { LayerSubscriber } from '../generation/layer-subscriber';
import type { TargetState } from './target-state';

/**
 * Asks the target's breaker, and keeps its state while an attempt runs. The first event shows that the target
 * lives, completion that it has served the request: the terminal guarantee lets nothing unfinished complete.
 */
export const targetLayer =
  (target: TargetState) =>
  <Request, Event>(next: Operation<Request, Event>): Operation<Request, Event> =>
  (request, context) =>
    new Observable((subscriber) => {
      const { report } = context;
      report.attempts++;
      report.provider = target.provider;
      report.providerModel = target.model;
      if (target.breaker.allows) {
        next(request, context).subscribe(new TargetSubscriber(subscriber, target));
        return;
      }
      const retryAfter = target.breaker.retryAfter;
      subscriber.error(
        new GenerationError('overloaded', 'The model has failed repeatedly and is given a rest.', {
          retryAfter,
        }),
      );
    });

class TargetSubscriber<Event> extends LayerSubscriber<Event> {
  private probe: boolean;
  private judged = false;

  constructor(
    downstream: Subscriber<Event>,
    private readonly target: TargetState,
  ) {
    super(downstream);
    this.probe = target.breaker.enter();
    target.active++;
  }

  override unsubscribe(): void {
    if (!this.closed) {
      this.target.active--;
      if (this.probe && !this.judged) this.target.breaker.abandon();
    }
    super.unsubscribe();
  }

  override next(event: Event): void {
    if (this.isStopped) return;
    if (this.probe) {
      this.target.breaker.revive();
      this.probe = false;
    }
    this.downstream.next(event);
  }

  protected override _complete(): void {
    this.judged = true;
    this.target.breaker.succeed();
    super._complete();
  }

  protected override _error(error: unknown): void {
    // A rate limit is an answer: the target is well, only busy. So is our own full queue.
    if (error instanceof GenerationError && error.failover && error.status !== 429 && error.status !== 503) {
      this.judged = true;
      this.target.breaker.fail(this.probe);
    }
    super._error(error);
  }
}
