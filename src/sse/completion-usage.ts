import type OpenAI from 'openai';
import type { Usage } from '../generation/usage';

/** Token counts in OpenAI's shape; the details only where the provider gave them. */
export function toCompletionUsage(usage: Usage): OpenAI.CompletionUsage {
  const { promptTokens, completionTokens, cachedTokens, reasoningTokens } = usage;
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    ...(cachedTokens !== undefined && { prompt_tokens_details: { cached_tokens: cachedTokens } }),
    ...(reasoningTokens !== undefined && {
      completion_tokens_details: { reasoning_tokens: reasoningTokens },
    }),
  };
}
