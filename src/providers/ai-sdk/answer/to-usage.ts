import type { LanguageModelV4Usage } from '@ai-sdk/provider';
import { estimateTokens } from '../../../generation/estimate-tokens';
import type { Usage } from '../../../generation/usage';

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
    const promptTokens = estimateTokens(requestBytes);
    return { promptTokens, completionTokens: deltas, estimated: true };
  }
  return {
    promptTokens: inputTokens.total ?? 0,
    completionTokens: outputTokens.total ?? 0,
    ...(inputTokens.cacheRead && { cachedTokens: inputTokens.cacheRead }),
    ...(outputTokens.reasoning && { reasoningTokens: outputTokens.reasoning }),
  };
}
