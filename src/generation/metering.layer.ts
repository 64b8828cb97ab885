import { Observable, type Subscriber } from 'rxjs';
import type { GenerateLayer } from './generate';
import type { GenerationReport } from './generation-report';
import { LayerSubscriber } from './layer-subscriber';
import type { StreamEvent } from './stream-event';

/**
 * Keeps the request's report while its events pass: when the first event came, how much was delivered, the
 * usage. The report is complete at every moment, so it holds however the stream ends.
 */
export const meteringLayer: GenerateLayer = (next) => (request, context) =>
  new Observable((subscriber) => {
    context.report.model = request.model;
    next(request, context).subscribe(new MeteringSubscriber(subscriber, context.report));
  });

class MeteringSubscriber extends LayerSubscriber {
  private readonly startedAt = performance.now();

  constructor(
    downstream: Subscriber<StreamEvent>,
    private readonly report: GenerationReport,
  ) {
    super(downstream);
  }

  override next(event: StreamEvent): void {
    if (this.isStopped) return;
    switch (event.type) {
      case 'stream-start':
        this.report.firstEventMs ??= performance.now() - this.startedAt;
        break;
      case 'finish':
        this.report.usage = event.usage;
        break;
      case 'choice-finish':
        break;
      case 'text-delta':
        this.report.deltas += event.pieces?.length ?? 1;
        break;
      default:
        this.report.deltas++;
    }
    this.downstream.next(event);
  }
}
