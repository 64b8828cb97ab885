import { Observable } from 'rxjs';
import type { GenerateLayer } from './generate';

/**
 * Keeps the request's report while its events pass: who answers, when the first event came, how much was
 * delivered. The report is complete at every moment, so it holds however the stream ends.
 */
export const meteringLayer: GenerateLayer = (next) => (request, context) =>
  new Observable((subscriber) => {
    const { report } = context;
    const startedAt = performance.now();
    report.model = request.model;
    subscriber.add(
      next(request, context).subscribe({
        next: (event) => {
          if (event.type === 'stream-start') {
            report.model = event.model;
            report.provider = event.provider;
          } else {
            report.firstEventMs ??= performance.now() - startedAt;
            if (event.type === 'finish') report.usage = event.usage;
            else if (event.type !== 'choice-finish') report.deltas++;
          }
          subscriber.next(event);
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      }),
    );
  });
