import { Observable, type Subscriber } from 'rxjs';
import type { Embed, Embeddings } from './embed';
import type { EmbeddingRequest } from './embedding-request';
import { dimensionsOf } from './embedding-vector';
import { GenerationError } from './generation-error';
import { LayerSubscriber } from './layer-subscriber';

/**
 * The terminal guarantee around one attempt: it completes only after one answer that has a vector for each
 * input, all of one length, which is the one that was asked for. Servers that do not know `dimensions` leave
 * it out without a word, and vectors of another length spoil the index that they are put into.
 */
export const wholeEmbeddingsLayer =
  (next: Embed): Embed =>
  (request, context) =>
    new Observable((subscriber) => {
      next(request, context).subscribe(new WholeSubscriber(subscriber, request));
    });

class WholeSubscriber extends LayerSubscriber<Embeddings> {
  private answered = false;

  constructor(
    downstream: Subscriber<Embeddings>,
    private readonly request: EmbeddingRequest,
  ) {
    super(downstream);
  }

  override next(event: Embeddings): void {
    if (this.isStopped || this.answered) return;
    const failure = failureOf(event, this.request);
    if (failure) return this.error(failure);
    this.answered = true;
    this.downstream.next(event);
  }

  protected override _complete(): void {
    if (this.answered) super._complete();
    else this._error(new GenerationError('upstream_invalid_response', 'The model gave no answer.'));
  }
}

function failureOf(
  { vectors }: Embeddings,
  { inputs, dimensions }: EmbeddingRequest,
): GenerationError | undefined {
  const lengths = new Set(vectors.map(dimensionsOf));
  const [length] = lengths;
  if (vectors.length !== inputs.length || lengths.size !== 1 || length === undefined) {
    return new GenerationError(
      'upstream_invalid_response',
      'The model did not give one vector for each input.',
    );
  }
  if (dimensions === undefined || dimensions === length) return undefined;
  return new GenerationError(
    'unsupported_value',
    `The model does not make vectors of ${dimensions} dimensions; its own have ${length}.`,
    { param: 'dimensions' },
  );
}
