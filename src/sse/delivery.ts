import { ChainedSubscriber } from '../generation/chained-subscriber';
import type { GenerationReport } from '../generation/generation-report';
import type { StreamEvent } from '../generation/stream-event';
import type { Answer } from './answer';

/** Whoever has to answer for a generation that fails. */
export interface FailureTaker {
  fail(error: unknown): void;
}

/** Carries the events of one generation into its answer. */
export class Delivery<Event = StreamEvent> extends ChainedSubscriber<Event> {
  constructor(
    private readonly answer: Answer<Event>,
    private readonly report: GenerationReport,
    private readonly failures: FailureTaker,
  ) {
    super();
  }

  override next(event: Event): void {
    if (this.isStopped) return;
    try {
      this.answer.next(event);
    } catch (error) {
      this.error(error);
    }
  }

  protected override _error(error: unknown): void {
    this.unsubscribe();
    this.failures.fail(error);
  }

  protected override _complete(): void {
    this.answer.complete();
    this.report.outcome ??= 'finished';
    this.unsubscribe();
  }
}
