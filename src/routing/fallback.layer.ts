import { Observable, type Subscriber } from 'rxjs';
import type { Generate } from '../generation/generate';
import type { GenerationContext } from '../generation/generation-context';
import { GenerationError } from '../generation/generation-error';
import type { GenerationRequest } from '../generation/generation-request';
import { LayerSubscriber } from '../generation/layer-subscriber';
import type { StreamEvent } from '../generation/stream-event';
import { type Candidate, Candidates } from './candidates';
import { Continuation } from './continuation';

export interface FallbackOptions {
  /** The model's own targets, then each fallback's. */
  readonly groups: readonly (readonly Candidate[])[];
  /** Whether a target may go on where another broke off; otherwise an answer that has begun is final. */
  readonly continueOnFailure: boolean;
}

/**
 * Tries one target after the other until one begins to answer. What the caller itself has to mend is not
 * tried elsewhere. Nothing is ever sent twice: once an answer has begun its failure is final, unless the
 * model is configured to be continued.
 */
export const fallback =
  ({ groups, continueOnFailure }: FallbackOptions): Generate =>
  (request, context) =>
    new Observable((subscriber) => {
      const candidates = new Candidates(groups);
      const continuation =
        continueOnFailure && Continuation.isPossible(request) ? new Continuation() : undefined;
      new CandidateAttempt(subscriber, candidates, request, context, continuation).run(candidates.next()!);
    });

class CandidateAttempt extends LayerSubscriber {
  private begun = false;

  constructor(
    downstream: Subscriber<StreamEvent>,
    private readonly candidates: Candidates,
    private readonly request: GenerationRequest,
    private readonly context: GenerationContext,
    private readonly continuation: Continuation | undefined,
  ) {
    super(downstream);
  }

  run({ generate, state }: Candidate): void {
    const request = this.continuation?.requestFor(this.request) ?? this.request;
    generate({ ...request, model: state.model }, this.context).subscribe(this);
  }

  protected override _next(event: StreamEvent): void {
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
