import { Observable, type Subscriber } from 'rxjs';
import type { GenerateLayer } from '../generation/generate';
import { GenerationError } from '../generation/generation-error';
import { LayerSubscriber } from '../generation/layer-subscriber';
import type { StreamEvent } from '../generation/stream-event';
import type { TargetState } from './target-state';

/** Asks the target's breaker, and keeps its state while an attempt runs. */
export const targetLayer =
  (target: TargetState): GenerateLayer =>
  (next) =>
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

class TargetSubscriber extends LayerSubscriber {
  private probe: boolean;
  private judged = false;

  constructor(
    downstream: Subscriber<StreamEvent>,
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

  protected override _next(event: StreamEvent): void {
    if (event.type === 'stream-start') {
      if (this.probe) this.target.breaker.revive();
      this.probe = false;
    } else if (event.type === 'finish') {
      this.judged = true;
      this.target.breaker.succeed();
    }
    this.downstream.next(event);
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
