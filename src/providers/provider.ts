import type { Embed } from '../generation/embed';
import type { Generate } from '../generation/generate';

/** A source of answers: bytes of its own kind in, events out. */
export interface Provider {
  /** Its name in the configuration. */
  readonly name: string;
  /**
   * Answers a request, whose `model` is the provider's own name for a model by then. What the model cannot
   * honour fails with `unsupported_parameter` or `unsupported_value` before anything starts.
   *
   * Calls `context.connected()` once what it talks to has been reached, pauses its source while
   * `context.demand` is lowered, and emits every event in the same turn in which its bytes came.
   */
  readonly generate: Generate;
  /**
   * Makes vectors of texts, under the same promises; absent where this kind of provider has no models for it.
   * Inputs of a form that the model does not take fail with `unsupported_value`.
   */
  readonly embed?: Embed;
  /** Loads ahead of the first request what would delay it. */
  warm?(): Promise<void>;
  /** Gives back connections. No request comes after it; those that run are finished first. */
  close?(): Promise<void>;
}
