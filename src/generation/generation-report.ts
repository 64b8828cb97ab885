import type { GenerationErrorCode } from './generation-error-code';
import type { Usage } from './usage';

/** How a stream ended, as the client saw it. */
export type GenerationOutcome = 'finished' | 'failed' | 'client_left' | 'client_stalled';

/**
 * What became of one generation. The layers fill it in while it runs; logs, metrics and accounts read it at
 * the end, however that came about.
 */
export class GenerationReport {
  model: string | undefined;
  provider: string | undefined;
  streamed = false;
  /** Milliseconds from the request's arrival to its first real event. */
  firstEventMs: number | undefined;
  /** Deltas handed to the client so far, over all choices; an estimate of tokens where no usage came. */
  deltas = 0;
  usage: Usage | undefined;
  outcome: GenerationOutcome | undefined;
  errorCode: GenerationErrorCode | undefined;
}
