import { Observable, type Subscriber } from 'rxjs';
import type { GenerateLayer } from './generate';
import { GenerationError } from './generation-error';
import { LayerSubscriber } from './layer-subscriber';
import type { StreamEvent, StreamStart } from './stream-event';

/**
 * The terminal guarantee around one attempt: its stream completes only after every choice and the stream
 * itself have finished. One that just stops, whatever stopped it, is a failure; events after `finish` go
 * nowhere.
 *
 * `stream-start` is held until there is more to say, so whoever sees it knows that the answer has begun, and
 * that from there on nobody can quietly try again.
 */
export const terminalLayer: GenerateLayer = (next) => (request, context) =>
  new Observable((subscriber) => {
    next(request, context).subscribe(new TerminalSubscriber(subscriber, request.choices));
  });

class TerminalSubscriber extends LayerSubscriber {
  private start: StreamStart | undefined;
  private finished = false;

  constructor(
    downstream: Subscriber<StreamEvent>,
    private open: number,
  ) {
    super(downstream);
  }

  override next(event: StreamEvent): void {
    if (this.isStopped || this.finished) return;
    if (event.type === 'stream-start') {
      this.start = event;
      return;
    }
    if (event.type === 'choice-finish') this.open--;
    else if (event.type === 'finish') {
      if (this.open > 0) return this.error(cutShort());
      this.finished = true;
    }
    if (this.start !== undefined) {
      const { start } = this;
      this.start = undefined;
      this.downstream.next(start);
    }
    this.downstream.next(event);
  }

  protected override _complete(): void {
    if (this.finished) super._complete();
    else this._error(cutShort());
  }
}

const cutShort = (): GenerationError =>
  new GenerationError('upstream_invalid_response', 'The model ended its answer without finishing it.');
