import type OpenAI from 'openai';
import type { Embeddings } from '../generation/embed';
import type { EmbeddingRequest } from '../generation/embedding-request';
import { toBase64, toNumbers } from '../generation/embedding-vector';
import type { CollectedFormat } from '../sse/wire-format';

/** OpenAI's types know numbers only, although its own clients ask for base64. */
type Embedding = Omit<OpenAI.Embedding, 'embedding'> & { embedding: readonly number[] | string };
type List = Omit<OpenAI.CreateEmbeddingResponse, 'data'> & { data: Embedding[] };

/** Writes vectors as OpenAI's list of embeddings. */
export class EmbeddingListFormat implements CollectedFormat<Embeddings> {
  private answer: Embeddings | undefined;

  /** @param request whose model's name is repeated, and which says how the vectors are written */
  constructor(private readonly request: Pick<EmbeddingRequest, 'model' | 'encoding'>) {}

  /** Counts as nothing: how large an answer can get follows from its request, and providers bound it. */
  add(answer: Embeddings): number {
    this.answer = answer;
    return 0;
  }

  body(): string {
    const { vectors = [], usage } = this.answer ?? {};
    const write = this.request.encoding === 'base64' ? toBase64 : toNumbers;
    const tokens = usage?.promptTokens ?? 0;
    const list: List = {
      object: 'list',
      data: vectors.map((vector, index) => ({ object: 'embedding', index, embedding: write(vector) })),
      model: this.request.model,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    };
    return JSON.stringify(list);
  }
}
