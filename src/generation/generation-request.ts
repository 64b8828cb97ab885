import type { Message } from './message';

/**
 * What a caller asks for, whichever dialect it was asked in. Validated and frozen before it gets here.
 *
 * What decides the answer for every provider has a field of its own. Everything else that the caller sent
 * stays in `parameters` under its wire name, known and unknown alike, for the providers that take it.
 */
export interface GenerationRequest {
  /** The model's name as the caller gave it, or the configured default. */
  readonly model: string;
  /** At least one. */
  readonly messages: readonly Message[];
  /** How many answers, at least 1. */
  readonly choices: number;
  /** Upper bound on completion tokens of each choice. */
  readonly maxTokens?: number;
  /** The wire name under which the caller gave the bound: servers differ in which one they know. */
  readonly maxTokensName?: 'max_tokens' | 'max_completion_tokens';
  /** Texts that end a choice; they are not part of it. */
  readonly stop: readonly string[];
  readonly temperature?: number;
  readonly topP?: number;
  readonly seed?: number;
  /** All other parameters by their OpenAI wire name, e.g. `tools`, `response_format`, `logit_bias`. */
  readonly parameters: Readonly<Record<string, unknown>>;
}
