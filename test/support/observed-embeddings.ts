import type { Observable, Subscription } from 'rxjs';
import type { Embeddings } from '../../src/generation/embed';
import type { EmbeddingRequest } from '../../src/generation/embedding-request';
import { toNumbers } from '../../src/generation/embedding-vector';
import type { GenerationError } from '../../src/generation/generation-error';

/** A request for the vectors of one text. */
export const embeddingRequest = (more: Partial<EmbeddingRequest> = {}): EmbeddingRequest => ({
  model: 'real',
  inputs: ['Hello'],
  encoding: 'float',
  parameters: {},
  ...more,
});

/** Subscribes to vectors at once and keeps all that comes of it. */
export class ObservedEmbeddings {
  readonly answers: Embeddings[] = [];
  /** How often the end was reported, in either way; one at most, if all is well. */
  endings = 0;
  error: GenerationError | undefined;
  /** Resolves when the answer has ended, in either way. */
  readonly ended: Promise<void>;
  private readonly subscription: Subscription;

  constructor(answer: Observable<Embeddings>) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.subscription = answer.subscribe({
      next: (event) => this.answers.push(event),
      error: (error: GenerationError) => {
        this.endings++;
        this.error = error;
        resolve();
      },
      complete: () => {
        this.endings++;
        resolve();
      },
    });
  }

  /** The vectors as numbers. */
  get vectors(): (readonly number[])[] {
    return this.answers.flatMap(({ vectors }) => vectors.map(toNumbers));
  }

  /** Leaves, as a client does. */
  leave(): void {
    this.subscription.unsubscribe();
  }
}
