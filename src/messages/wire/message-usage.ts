import type { Usage } from '../../generation/usage';

/** Token counts in Anthropic's shape. */
export interface MessageUsage {
  /** Without those that came from a cache. */
  readonly input_tokens: number;
  /** Always 0: a `cache_control` is ignored, so no request fills a cache by one. */
  readonly cache_creation_input_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly output_tokens: number;
  /** Where the provider tells. */
  readonly output_tokens_details?: { readonly thinking_tokens: number };
}

/** The counts before anything is known of them: they come with the end. */
export const NO_USAGE: MessageUsage = {
  input_tokens: 0,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  output_tokens: 0,
};

/** Anthropic counts cached tokens apart from the rest of the input, and not among it as OpenAI does. */
export function toMessageUsage(usage: Usage): MessageUsage {
  const { promptTokens, completionTokens, cachedTokens = 0, reasoningTokens } = usage;
  return {
    input_tokens: Math.max(0, promptTokens - cachedTokens),
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cachedTokens,
    output_tokens: completionTokens,
    ...(reasoningTokens !== undefined && { output_tokens_details: { thinking_tokens: reasoningTokens } }),
  };
}
