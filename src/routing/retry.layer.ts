import { Observable, type Subscriber } from 'rxjs';
import type { Operation } from '../generation/generate';
import type { GenerationContext } from '../generation/generation-context';
import { GenerationError } from '../generation/generation-error';
import { LayerSubscriber } from '../generation/layer-subscriber';
import type { TimerWheel } from '../timing/timer-wheel';

/** The first wait; it doubles with every attempt, up to the longest. */
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;
/** A longer `Retry-After` than this is not waited for: another target, or the caller, does better. */
const LONGEST_RETRY_AFTER_S = 10;

export interface RetryOptions {
  /** Further attempts after the first. */
  readonly retries: number;
  readonly wheel: TimerWheel;
  /** From 0 to 1; spreads the waits of many callers that failed together. */
  readonly random?: () => number;
}

/**
 * Asks again what failed before it had begun and can succeed, after a wait that grows and is never the same,
 * or as long as the upstream's `Retry-After` says.
 */
export const retryLayer =
  ({ retries, wheel, random = Math.random }: RetryOptions) =>
  <Request, Event>(next: Operation<Request, Event>): Operation<Request, Event> => {
    if (retries === 0) return next;
    const options = { retries, wheel, random };
    return (request, context) =>
      new Observable((subscriber) => {
        new RetriedAttempt(subscriber, next, request, context, options, 0).run();
      });
  };

class RetriedAttempt<Request, Event> extends LayerSubscriber<Event> {
  private begun = false;

  constructor(
    downstream: Subscriber<Event>,
    private readonly operation: Operation<Request, Event>,
    private readonly request: Request,
    private readonly context: GenerationContext,
    private readonly options: Required<RetryOptions>,
    private readonly number: number,
  ) {
    super(downstream);
  }

  run(): void {
    this.operation(this.request, this.context).subscribe(this);
  }

  override next(event: Event): void {
    if (this.isStopped) return;
    this.begun = true;
    this.downstream.next(event);
  }

  protected override _error(error: unknown): void {
    const waitMs = this.waitBeforeNext(error);
    if (waitMs === undefined) return super._error(error);
    const { downstream, operation, request, context, options, number } = this;
    this.unsubscribe();
    const timer = options.wheel.timer({
      timeUp: () => {
        downstream.remove(timer);
        new RetriedAttempt(downstream, operation, request, context, options, number + 1).run();
      },
    });
    downstream.add(timer);
    timer.start(waitMs);
  }

  private waitBeforeNext(error: unknown): number | undefined {
    const { retries, random } = this.options;
    if (this.begun || this.number >= retries) return undefined;
    if (!(error instanceof GenerationError) || !error.retryable) return undefined;
    const { retryAfter } = error;
    if (retryAfter !== undefined) {
      return retryAfter > LONGEST_RETRY_AFTER_S ? undefined : retryAfter * 1000;
    }
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.number);
    return longest * (0.5 + random() / 2);
  }
}
