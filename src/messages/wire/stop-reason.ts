import type { ChoiceFinish, FinishReason } from '../../generation/stream-event';

const REASONS = {
  stop: 'end_turn',
  length: 'max_tokens',
  tool_calls: 'tool_use',
  content_filter: 'refusal',
} as const satisfies Record<FinishReason, string>;

/**
 * Why an answer ended, in Anthropic's words. That a stop sequence ended it is said only where the provider
 * tells which one: others call both a `stop`, and then it is an `end_turn`.
 * @param refused whether the model refused in a text of its own
 */
export function stopReason(
  { reason, stop }: Pick<ChoiceFinish, 'reason' | 'stop'>,
  refused: boolean,
): { readonly stop_reason: string; readonly stop_sequence: string | null } {
  if (reason !== 'stop') return { stop_reason: REASONS[reason], stop_sequence: null };
  if (refused) return { stop_reason: 'refusal', stop_sequence: null };
  if (stop !== undefined) return { stop_reason: 'stop_sequence', stop_sequence: stop };
  return { stop_reason: REASONS.stop, stop_sequence: null };
}
