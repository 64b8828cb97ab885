import { Observable, type Subscriber } from 'rxjs';
import type { Embed, Embeddings } from './embed';
import type { GenerationReport } from './generation-report';
import { LayerSubscriber } from './layer-subscriber';

/** Keeps the request's report while vectors are made: for which model, when they came, and the usage. */
export const embeddingMeteringLayer =
  (next: Embed): Embed =>
  (request, context) =>
    new Observable((subscriber) => {
      context.report.model = request.model;
      next(request, context).subscribe(new MeteringSubscriber(subscriber, context.report));
    });

class MeteringSubscriber extends LayerSubscriber<Embeddings> {
  private readonly startedAt = performance.now();

  constructor(
    downstream: Subscriber<Embeddings>,
    private readonly report: GenerationReport,
  ) {
    super(downstream);
  }

  override next(event: Embeddings): void {
    if (this.isStopped) return;
    this.report.firstEventMs = performance.now() - this.startedAt;
    this.report.usage = event.usage;
    this.downstream.next(event);
  }
}
