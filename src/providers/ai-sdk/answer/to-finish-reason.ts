import type { LanguageModelV4FinishReason } from '@ai-sdk/provider';
import { GenerationError } from '../../../generation/generation-error';
import type { FinishReason } from '../../../generation/stream-event';

/** Ends that the packages have no word for. A word that is unknown here too is a `stop` of some kind. */
const OTHERS: Readonly<Record<string, FinishReason | 'failed'>> = {
  compaction: 'length',
  model_context_window_exceeded: 'length',
  // Bedrock and Gemini: what the model wrote was unusable, or it gave up without saying why.
  ...{ malformed_model_output: 'failed', malformed_tool_use: 'failed' },
  ...{ MALFORMED_FUNCTION_CALL: 'failed', MALFORMED_RESPONSE: 'failed', UNEXPECTED_TOOL_CALL: 'failed' },
  ...{ TOO_MANY_TOOL_CALLS: 'failed', OTHER: 'failed' },
  LANGUAGE: 'content_filter',
};

/**
 * Why a choice ended, in OpenAI's words.
 * @throws GenerationError where it did not end: packages report an upstream that just stopped as an end
 *   for a reason that the upstream never gave
 */
export function toFinishReason({ unified, raw }: LanguageModelV4FinishReason): FinishReason {
  switch (unified) {
    case 'stop':
    case 'length':
      return unified;
    case 'content-filter':
      return 'content_filter';
    case 'tool-calls':
      return 'tool_calls';
    default:
      return otherReason(unified, raw);
  }
}

function otherReason(unified: string, raw: string | undefined): FinishReason {
  if (raw === undefined) {
    throw new GenerationError(
      'upstream_invalid_response',
      'The model ended its answer without finishing it.',
      {
        cause: `the upstream gave no reason for its end; the package calls it ${unified}`,
      },
    );
  }
  const reason = Object.hasOwn(OTHERS, raw) ? OTHERS[raw] : unified === 'error' ? 'failed' : 'stop';
  if (reason !== 'failed') return reason;
  throw new GenerationError('upstream_failed', 'The model gave up in the middle of its answer.', {
    cause: `finish reason ${raw}`,
  });
}
