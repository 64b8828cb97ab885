import type { LanguageModelV4Usage } from '@ai-sdk/provider';
import type { Usage } from '../../../generation/usage';

/** Rule of thumb for English text, for servers that count nothing. */
const BYTES_PER_TOKEN = 4;

/**
 * Token counts. Where the provider gave none, they are estimated.
 * @param requestBytes length of the body that was sent
 * @param deltas that were delivered
 */
export function toUsage(
  { inputTokens, outputTokens }: LanguageModelV4Usage,
  requestBytes: number,
  deltas: number,
): Usage {
  if (inputTokens.total === undefined && outputTokens.total === undefined) {
    const promptTokens = Math.ceil(requestBytes / BYTES_PER_TOKEN);
    return { promptTokens, completionTokens: deltas, estimated: true };
  }
  return {
    promptTokens: inputTokens.total ?? 0,
    completionTokens: outputTokens.total ?? 0,
    ...(inputTokens.cacheRead && { cachedTokens: inputTokens.cacheRead }),
    ...(outputTokens.reasoning && { reasoningTokens: outputTokens.reasoning }),
  };
}
