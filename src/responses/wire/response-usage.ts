import type OpenAI from 'openai';
import type { Usage } from '../../generation/usage';

/** The published schema has a count that the client's types do not have yet. */
type ResponseUsage = OpenAI.Responses.ResponseUsage & {
  readonly input_tokens_details: { readonly cache_write_tokens: number };
};

/** Token counts in the shape of the Responses API, which has every count always. */
export function toResponseUsage(usage: Usage): ResponseUsage {
  const { promptTokens, completionTokens, cachedTokens = 0, reasoningTokens = 0 } = usage;
  return {
    input_tokens: promptTokens,
    input_tokens_details: { cached_tokens: cachedTokens, cache_write_tokens: 0 },
    output_tokens: completionTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    total_tokens: promptTokens + completionTokens,
  };
}
