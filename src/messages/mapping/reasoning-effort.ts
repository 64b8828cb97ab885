import type { CountTokensDto } from '../dto/count-tokens.dto';

/** Budgets of thinking tokens from which an effort is meant; below the second one it is `low`. */
const HIGH_FROM_TOKENS = 16_384;
const MEDIUM_FROM_TOKENS = 4_096;

/**
 * How much the model is to think, in OpenAI's words: `none` where thinking is switched off; by the budget
 * where there is one (up to 4,095 tokens `low`, up to 16,383 `medium`, above that `high`); otherwise the
 * `effort` of `output_config`. Undefined leaves it to the model, as `adaptive` does.
 */
export function reasoningEffort({
  thinking,
  output_config: output,
}: Pick<CountTokensDto, 'thinking' | 'output_config'>): string | undefined {
  if (thinking?.type === 'disabled') return 'none';
  if (thinking?.type !== 'enabled') return output?.effort ?? undefined;
  const { budget_tokens: budget } = thinking;
  if (budget >= HIGH_FROM_TOKENS) return 'high';
  return budget >= MEDIUM_FROM_TOKENS ? 'medium' : 'low';
}
