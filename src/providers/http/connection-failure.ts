import { GenerationError } from '../../generation/generation-error';

/** Codes of Node.js and undici for a connection that could not be made, beside all that TLS can report. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE', 'ECONNRESET'],
  ...['ETIMEDOUT', 'EADDRNOTAVAIL', 'UND_ERR_SOCKET', 'EPROTO'],
]);

/**
 * The contract's error for a connection that failed.
 * @param begun whether the upstream had begun to answer
 */
export function connectionError(error: Error, begun: boolean): GenerationError {
  if (error instanceof GenerationError) return error;
  const code = String((error as NodeJS.ErrnoException).code ?? error.name);
  if (code === 'UND_ERR_CONNECT_TIMEOUT') {
    return new GenerationError('connect_timeout', "The model's server could not be reached in time.", {
      cause: error,
    });
  }
  if (begun) {
    return new GenerationError(
      error.name === 'HTTPParserError' ? 'upstream_invalid_response' : 'upstream_failed',
      "The connection to the model's server broke off.",
      { cause: error },
    );
  }
  if (UNREACHABLE.has(code) || /^(?:ERR_(?:SSL|TLS)_|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_)/.test(code)) {
    return new GenerationError('upstream_unreachable', "The model's server could not be reached.", {
      cause: error,
    });
  }
  return new GenerationError('upstream_invalid_response', "The model's server did not answer in HTTP.", {
    cause: error,
  });
}
