import { HttpException } from '@nestjs/common';
import { GenerationError } from '../generation/generation-error';

/**
 * The `GenerationError` that an exception stands for. Nest's own exceptions keep their meaning; whatever is
 * not known by name is an `internal_error`, whose cause goes to the log and not to the caller.
 */
export function toGenerationError(exception: unknown): GenerationError {
  if (exception instanceof GenerationError) return exception;
  if (exception instanceof HttpException) {
    const status = exception.getStatus();
    const options = { cause: exception };
    if (status === 404) return new GenerationError('unknown_url', exception.message, options);
    if (status === 503) return new GenerationError('overloaded', 'The service is not available.', options);
    if (status < 500) return new GenerationError('invalid_value', exception.message, options);
  }
  return new GenerationError('internal_error', 'The server had an error while processing the request.', {
    cause: exception,
  });
}
