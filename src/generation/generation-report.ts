import type { GenerationErrorCode } from './generation-error-code';
import type { Usage } from './usage';

/** How a stream ended, as the client saw it. */
export type GenerationOutcome = 'finished' | 'failed' | 'client_left' | 'client_stalled';

/**
 * What became of one generation. The layers fill it in while it runs; logs, metrics and accounts read it at
 * the end, however that came about.
 */
export class GenerationReport {
  /** The model that was asked for. */
  model: string | undefined;
  /** Who was asked last, and for which of its models; of an answer, who gave it. */
  provider: string | undefined;
  providerModel: string | undefined;
  /** Attempts at providers so far, and how often one of them went on where another had broken off. */
  attempts = 0;
  continuations = 0;
  streamed = false;
  /** Milliseconds from the request's arrival to its first real event. */
  firstEventMs: number | undefined;
  /** Deltas handed to the client so far, over all choices; an estimate of tokens where no usage came. */
  deltas = 0;
  usage: Usage | undefined;
  outcome: GenerationOutcome | undefined;
  errorCode: GenerationErrorCode | undefined;
}
