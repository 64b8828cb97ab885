import { Observable } from 'rxjs';
import type { Embed } from '../../generation/embed';
import type { EmbeddingRequest } from '../../generation/embedding-request';
import { GenerationError } from '../../generation/generation-error';
import { DEFAULT_DIMENSIONS, embed, MAX_DIMENSIONS } from './embedding';
import { countTokens } from './tokenizer';

/** Tokens of one input; the bound of OpenAI's models. */
const MAX_INPUT_TOKENS = 8_192;
/** Characters that are embedded before the event loop may turn: some milliseconds. */
const SLICE_CHARS = 16_384;

/** Vectors of the built-in model, which need no network. Long lists leave the event loop to others in between. */
export const embedInputs: Embed = (request, context) =>
  new Observable((subscriber) => {
    const { texts, promptTokens } = accepted(request);
    const { dimensions = DEFAULT_DIMENSIONS } = request;
    context.connected();
    const vectors: Float32Array[] = [];
    let next: NodeJS.Immediate | undefined;
    const slice = (): void => {
      let chars = 0;
      while (vectors.length < texts.length && chars < SLICE_CHARS) {
        const text = texts[vectors.length];
        chars += text.length;
        vectors.push(embed(text, dimensions));
      }
      if (vectors.length < texts.length) {
        next = setImmediate(slice);
        return;
      }
      subscriber.next({ type: 'embeddings', vectors, usage: { promptTokens, completionTokens: 0 } });
      subscriber.complete();
    };
    subscriber.add(() => clearImmediate(next));
    slice();
  });

/** @throws GenerationError for what this model cannot take */
function accepted({ inputs, dimensions = DEFAULT_DIMENSIONS }: EmbeddingRequest): {
  readonly texts: readonly string[];
  readonly promptTokens: number;
} {
  if (dimensions > MAX_DIMENSIONS) {
    throw new GenerationError(
      'unsupported_value',
      `The built-in model makes vectors of up to ${MAX_DIMENSIONS} dimensions.`,
      { param: 'dimensions' },
    );
  }
  let promptTokens = 0;
  for (const input of inputs) {
    if (typeof input !== 'string') {
      throw new GenerationError(
        'unsupported_value',
        'The built-in model takes texts, not token arrays: its tokens are its own.',
        { param: 'input' },
      );
    }
    const tokens = countTokens(input);
    if (tokens > MAX_INPUT_TOKENS) {
      throw new GenerationError(
        'context_length_exceeded',
        `An input has ${tokens} tokens; the built-in model reads up to ${MAX_INPUT_TOKENS}.`,
        { param: 'input' },
      );
    }
    promptTokens += tokens;
  }
  return { texts: inputs as readonly string[], promptTokens };
}
