import { Observable } from 'rxjs';
import type { GenerateLayer } from './generate';
import { GenerationError } from './generation-error';

/**
 * The terminal guarantee: a stream completes only after every choice and the stream itself have finished.
 * One that just stops, whatever stopped it, is a failure; events after `finish` go nowhere.
 */
export const terminalLayer: GenerateLayer = (next) => (request, context) =>
  new Observable((subscriber) => {
    let open = request.choices;
    let finished = false;
    subscriber.add(
      next(request, context).subscribe({
        next: (event) => {
          if (finished) return;
          if (event.type === 'choice-finish') open--;
          else if (event.type === 'finish') finished = true;
          if (finished && open > 0) subscriber.error(cutShort());
          else subscriber.next(event);
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => (finished ? subscriber.complete() : subscriber.error(cutShort())),
      }),
    );
  });

const cutShort = (): GenerationError =>
  new GenerationError('upstream_invalid_response', 'The model ended its answer without finishing it.');
