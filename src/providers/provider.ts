import type { Generate } from '../generation/generate';

/** A source of answers: bytes of its own kind in, events out. */
export interface Provider {
  /** Its name in the configuration. */
  readonly name: string;
  /**
   * Answers a request. What the model cannot honour fails with `unsupported_parameter` or
   * `unsupported_value` before anything starts.
   */
  readonly generate: Generate;
  /** Loads ahead of the first request what would delay it. */
  warm?(): Promise<void>;
}
