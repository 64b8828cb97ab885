import type { GenerationError } from '../generation/generation-error';
import { namedSseMessage } from './sse-message';
import type { ErrorFormat } from './wire-format';

/** Anthropic's type for each status that a failure can have; see the errors page of its documentation. */
const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  405: 'invalid_request_error',
  413: 'request_too_large',
  415: 'invalid_request_error',
  429: 'rate_limit_error',
  500: 'api_error',
  502: 'api_error',
  503: 'overloaded_error',
  504: 'timeout_error',
};

/** The object has no field for the parameter at fault, so the message begins with it where it does not name it. */
const shown = ({ message, param }: GenerationError): string =>
  param === null || message.includes(param) ? message : `${param}: ${message}`;

const errorObject = (error: GenerationError, requestId: string): string =>
  JSON.stringify({
    type: 'error',
    error: { type: TYPES[error.status] ?? 'api_error', message: shown(error) },
    request_id: requestId,
  });

/**
 * Anthropic's error object: a type, a message and the request's id. Its clients read that id from a header
 * of their own. An event stream ends with the error event; there is no terminator.
 */
export const anthropicErrorFormat: ErrorFormat = {
  json: errorObject,
  eventStream: (error, requestId) => namedSseMessage('error', errorObject(error, requestId)),
  requestIdHeader: 'Request-Id',
};
