import { GenerationError } from '../../../generation/generation-error';
import { upstreamError } from '../../http/upstream-failure';
import { readFailure } from './read-failure';

/** A package's exceptions, told by their names: every package may come with its own copy of their classes. */
interface PackageException {
  readonly name?: string;
  readonly message?: string;
  readonly functionality?: string;
  readonly statusCode?: number;
  readonly responseBody?: string;
}

/** What packages throw where what came from the upstream is none of what they know. */
const UNREADABLE = new Set(['AI_JSONParseError', 'AI_TypeValidationError', 'AI_InvalidResponseDataError']);

/** The contract's error for what a package threw before it had a request to send. */
export function preparationError(error: unknown): GenerationError {
  if (error instanceof GenerationError) return error;
  const { name = '', message = '', functionality } = Object(error) as PackageException;
  const options = { cause: error };
  switch (name) {
    case 'AI_UnsupportedFunctionalityError':
      return new GenerationError(
        'unsupported_value',
        `The model does not support this: ${functionality}.`,
        options,
      );
    case 'AI_InvalidArgumentError':
    case 'AI_InvalidPromptError':
    case 'AI_TypeValidationError':
      return new GenerationError(
        'invalid_value',
        'The request has parameters that the provider cannot use.',
        options,
      );
    case 'AI_NoSuchModelError':
      return new GenerationError('upstream_failed', "The model's provider does not know the model.", {
        ...options,
        retryable: false,
      });
    default:
      return /credential|authenticat|api.?key|setting/i.test(`${name} ${message}`)
        ? new GenerationError(
            'upstream_auth',
            "This service has no credentials for the model's server.",
            options,
          )
        : new GenerationError('internal_error', 'The request could not be prepared for the model.', options);
  }
}

/**
 * The contract's error for what a package made of an upstream's answer: an exception, or the `error` of a
 * part of its stream.
 * @param secrets texts that no caller may see
 */
export function answerError(error: unknown, secrets: readonly string[]): GenerationError {
  if (error instanceof GenerationError) return error;
  const { name = '', statusCode, responseBody } = Object(error) as PackageException;
  const failure =
    UNREADABLE.has(name) || (error instanceof Error && (statusCode ?? 0) < 400)
      ? undefined
      : readFailure(responseBody ?? { error }, statusCode);
  if (failure) return upstreamError({ ...failure, secrets });
  return new GenerationError('upstream_invalid_response', 'The model sent something that cannot be read.', {
    cause: error,
  });
}
