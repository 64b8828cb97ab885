import type { FinishReason } from '../../generation/stream-event';

const REASONS = {
  stop: 'end_turn',
  length: 'max_tokens',
  tool_calls: 'tool_use',
  content_filter: 'refusal',
} as const satisfies Record<FinishReason, string>;

/**
 * Why an answer ended, in Anthropic's words.
 * @param refused whether the model refused in a text of its own
 */
export function stopReason(reason: FinishReason, refused: boolean): string {
  return refused && reason === 'stop' ? 'refusal' : REASONS[reason];
}
