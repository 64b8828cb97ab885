import { Subscriber } from 'rxjs';
import type { GenerationReport } from '../generation/generation-report';
import type { StreamEvent } from '../generation/stream-event';
import type { Answer } from './answer';

/** Carries the events of one generation into its answer. */
export class Delivery<Event = StreamEvent> extends Subscriber<Event> {
  constructor(
    private readonly answer: Answer<Event>,
    private readonly report: GenerationReport,
    private readonly onEnd: () => void,
    private readonly onFailure: (error: unknown) => void,
  ) {
    super();
  }

  /** The client has left: aborts the generation. */
  leave(): void {
    this.unsubscribe();
    this.onEnd();
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
    this.onFailure(error);
  }

  protected override _complete(): void {
    this.answer.complete();
    this.report.outcome ??= 'finished';
    this.unsubscribe();
    this.onEnd();
  }
}
