import type { EmbeddingRequest } from './embedding-request';
import type { EmbeddingVector } from './embedding-vector';
import type { Operation } from './generate';
import type { Usage } from './usage';

/** A whole answer: a vector for each input, in the order of the inputs. */
export interface Embeddings {
  readonly type: 'embeddings';
  readonly vectors: readonly EmbeddingVector[];
  /** No completion tokens. */
  readonly usage: Usage;
}

/** What makes vectors of inputs: one {@link Embeddings}, then completion; or a `GenerationError`. */
export type Embed = Operation<EmbeddingRequest, Embeddings>;
