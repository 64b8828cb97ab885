import { Observable, type Subscriber } from 'rxjs';
import type { Operation } from '../generation/generate';
import type { GenerationContext } from '../generation/generation-context';
import { GenerationError } from '../generation/generation-error';
import { LayerSubscriber } from '../generation/layer-subscriber';
import { type Candidate, Candidates } from './candidates';
import type { Continued } from './continued';
import type { Routed } from './request-kind';

export interface FallbackOptions<Request, Event> {
  /** The model's own targets, then each fallback's; none is empty. */
  readonly groups: readonly (readonly Candidate<Request, Event>[])[];
  /** Lets a target go on where another broke off; where it gives nothing, an answer that has begun is final. */
  readonly continuationOf?: (request: Request) => Continued<Request, Event> | undefined;
}

/**
 * Tries one target after the other until one begins to answer. What the caller itself has to mend is not
 * tried elsewhere. Nothing is ever sent twice: once an answer has begun its failure is final, unless the
 * model is configured to be continued.
 */
export const fallback =
  <Request extends Routed, Event>({
    groups,
    continuationOf,
  }: FallbackOptions<Request, Event>): Operation<Request, Event> =>
  (request, context) =>
    new Observable((subscriber) => {
      const candidates = new Candidates(groups);
      const continuation = continuationOf?.(request);
      new CandidateAttempt(subscriber, candidates, request, context, continuation).run(candidates.next()!);
    });

class CandidateAttempt<Request extends Routed, Event> extends LayerSubscriber<Event> {
  private begun = false;

  constructor(
    downstream: Subscriber<Event>,
    private readonly candidates: Candidates<Request, Event>,
    private readonly request: Request,
    private readonly context: GenerationContext,
    private readonly continuation: Continued<Request, Event> | undefined,
  ) {
    super(downstream);
  }

  run({ operation, state }: Candidate<Request, Event>): void {
    const request = this.continuation?.requestFor(this.request) ?? this.request;
    operation({ ...request, model: state.model }, this.context).subscribe(this);
  }

  override next(event: Event): void {
    if (this.isStopped) return;
    this.begun = true;
    const passed = this.continuation ? this.continuation.pass(event) : event;
    if (passed) this.downstream.next(passed);
  }

  protected override _error(error: unknown): void {
    const next = this.mayTryNext(error) ? this.candidates.next() : undefined;
    if (!next) return super._error(error);
    const { downstream, candidates, request, context, continuation, begun } = this;
    this.unsubscribe();
    if (begun) {
      context.report.continuations++;
      continuation?.breakOff();
    }
    new CandidateAttempt(downstream, candidates, request, context, continuation).run(next);
  }

  private mayTryNext(error: unknown): boolean {
    if (!(error instanceof GenerationError) || !error.failover) return false;
    return !this.begun || (this.continuation?.canContinue ?? false);
  }
}
