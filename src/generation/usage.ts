/** Token counts of one generation. */
export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Prompt tokens that the provider served from its cache. */
  readonly cachedTokens?: number;
  /** Completion tokens spent on reasoning. */
  readonly reasoningTokens?: number;
  /** True where the provider gave no counts and these were worked out from what was delivered. */
  readonly estimated?: boolean;
}
