/** Rule of thumb for English text and JSON, for where nobody counts. */
const BYTES_PER_TOKEN = 4;

/** About how many tokens a text of so many bytes has. No tokenizer is asked: each model has its own. */
export function estimateTokens(bytes: number): number {
  return Math.ceil(bytes / BYTES_PER_TOKEN);
}
