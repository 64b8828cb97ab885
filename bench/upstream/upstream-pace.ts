/** How the upstream answers. */
export interface UpstreamPace {
  /** Events with content in a stream. */
  readonly chunks: number;
  /** Between two of them, in milliseconds; 0 writes a whole stream at once. */
  readonly intervalMs: number;
  /** Before the first, in milliseconds. */
  readonly firstTokenMs: number;
}

/** What the upstream is told: a new pace, or to say how much CPU it has used. */
export type UpstreamOrder =
  { readonly kind: 'pace'; readonly pace: UpstreamPace } | { readonly kind: 'usage' };

/** What the upstream answers. */
export type UpstreamMessage =
  | { readonly kind: 'ready'; readonly port: number }
  | { readonly kind: 'paced' }
  | { readonly kind: 'usage'; readonly cpuSeconds: number };
