import { GenerationError } from '../../generation/generation-error';
import type { GenerationErrorCode } from '../../generation/generation-error-code';

/** What an upstream says of its failure, as far as it could be read. */
export interface UpstreamFailure {
  /** HTTP status, or the status that an error object names. */
  readonly status: number;
  /** The upstream's own words, and the parameter it blames. Shown to the caller only where it can mend them. */
  readonly message?: string;
  readonly param?: string;
  /** The upstream's own code, e.g. `context_length_exceeded`. */
  readonly code?: string;
  /** Seconds. */
  readonly retryAfter?: number;
  /** Texts that no caller may see: the key, the host. */
  readonly secrets: readonly string[];
}

/** Longest part of an upstream's message that is passed on. */
const MESSAGE_CHARS = 1_000;

/** Codes of the caller's own mistakes that mean the same here as there. */
const CALLER_CODES: ReadonlySet<string> = new Set<GenerationErrorCode>([
  'context_length_exceeded',
  'invalid_value',
  'missing_required_parameter',
  'string_above_max_length',
  'unsupported_parameter',
  'unsupported_value',
]);

/** The contract's error for an upstream's failure. */
export function upstreamError(failure: UpstreamFailure): GenerationError {
  const { status, retryAfter } = failure;
  const cause = `the upstream answered ${status}: ${failure.message ?? 'no message'}`;
  if (status === 400 || status === 422) return callersMistake(failure, cause);
  switch (status) {
    case 401:
    case 403:
      return new GenerationError('upstream_auth', "The model's server did not accept this service's key.", {
        cause,
      });
    case 404:
      return new GenerationError('upstream_failed', "The model's server does not know the model.", {
        cause,
        retryable: false,
      });
    case 413:
      return new GenerationError('request_too_large', "The request is too large for the model's server.", {
        cause,
      });
    case 429:
      return new GenerationError('rate_limit_exceeded', "The model's server is at its rate limit.", {
        cause,
        retryAfter: retryAfter ?? 1,
      });
    default:
      return new GenerationError('upstream_failed', `The model's server failed (status ${status}).`, {
        cause,
        retryAfter,
        retryable: status >= 500 || status === 408 || status === 409 || status === 425,
      });
  }
}

/** The upstream's words, where the request itself is at fault and only its author can mend it. */
function callersMistake({ message, param, code, secrets }: UpstreamFailure, cause: string): GenerationError {
  const known = code !== undefined && CALLER_CODES.has(code);
  return new GenerationError(
    known ? (code as GenerationErrorCode) : 'invalid_value',
    message === undefined ? "The model's server did not accept the request." : cleaned(message, secrets),
    { param, cause },
  );
}

function cleaned(message: string, secrets: readonly string[]): string {
  const short = message.slice(0, MESSAGE_CHARS);
  return secrets.reduce((text, secret) => (secret === '' ? text : text.replaceAll(secret, '…')), short);
}
