import { ERROR_TRAITS, type GenerationErrorCode } from './generation-error-code';

interface GenerationErrorOptions {
  /** The request parameter at fault, as a path such as `messages[0].content`. */
  readonly param?: string;
  /** Seconds after which asking again makes sense; sent as `Retry-After`. */
  readonly retryAfter?: number;
  /** False where this one failure cannot be mended by asking again, although failures of its code can. */
  readonly retryable?: boolean;
  /** What really happened. Goes to the log under the request id, never to the caller. */
  readonly cause?: unknown;
}

/**
 * The one kind of failure that crosses rooms. `message` is written for the caller: it carries no stack, no
 * path, and nothing of an upstream's key, host or page. Status, type and retryability follow from the code.
 */
export class GenerationError extends Error {
  readonly param: string | null;
  readonly retryAfter: number | undefined;
  private readonly final: boolean;

  constructor(
    readonly code: GenerationErrorCode,
    message: string,
    options: GenerationErrorOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'GenerationError';
    this.param = options.param ?? null;
    this.retryAfter = options.retryAfter;
    this.final = options.retryable === false;
  }

  /** HTTP status for an answer whose status is still open. */
  get status(): number {
    return ERROR_TRAITS[this.code].status;
  }

  /** The `type` of the error object on the wire. */
  get type(): string {
    return ERROR_TRAITS[this.code].type;
  }

  /** Whether another attempt at the same target may succeed. */
  get retryable(): boolean {
    return !this.final && ERROR_TRAITS[this.code].retryable;
  }

  /** Whether another target may succeed. */
  get failover(): boolean {
    return ERROR_TRAITS[this.code].failover;
  }
}
