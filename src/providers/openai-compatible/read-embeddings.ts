import type { Embeddings } from '../../generation/embed';
import type { EmbeddingVector } from '../../generation/embedding-vector';
import { unreadable } from './chunk-reader';
import type { WireUsage } from './wire-chunk';

/** A list of vectors of whatever server: every field may be missing. */
interface WireEmbeddings {
  readonly data?: readonly { readonly index?: unknown; readonly embedding?: unknown }[] | null;
  readonly usage?: WireUsage | null;
}

/** Rule of thumb for English text, for servers that count nothing. */
const BYTES_PER_TOKEN = 4;

/**
 * The vectors of an answer by the order of the inputs, which a server need not keep to.
 * @param body parsed JSON
 * @param requestBytes length of the request, of which the usage is estimated where none came
 * @throws GenerationError `upstream_invalid_response` for what is no list of vectors
 */
export function readEmbeddings(body: unknown, requestBytes: number): Embeddings {
  const { data, usage } = Object(body) as WireEmbeddings;
  if (!Array.isArray(data)) throw unreadable('an answer without data');
  const vectors: EmbeddingVector[] = [];
  for (const [position, item] of (data as unknown[]).entries()) {
    const { index = position, embedding } = Object(item) as { index?: unknown; embedding?: unknown };
    const isFree = Number.isInteger(index) && (index as number) >= 0 && !((index as number) in vectors);
    if (!isFree || (index as number) >= data.length) throw unreadable('an index that cannot be');
    // What is in it is looked at once, by the routing.
    if (!isVector(embedding)) throw unreadable('an embedding that is no vector');
    vectors[index as number] = embedding;
  }
  const counted = usage?.prompt_tokens;
  return {
    type: 'embeddings',
    vectors,
    usage:
      counted === undefined
        ? { promptTokens: Math.ceil(requestBytes / BYTES_PER_TOKEN), completionTokens: 0, estimated: true }
        : { promptTokens: counted, completionTokens: 0 },
  };
}

const isVector = (value: unknown): value is string | readonly number[] =>
  typeof value === 'string' || Array.isArray(value);
