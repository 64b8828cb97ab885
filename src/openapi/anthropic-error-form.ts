import { GenerationError } from '../generation/generation-error';
import type { GenerationErrorCode } from '../generation/generation-error-code';
import { anthropicErrorFormat } from '../sse/anthropic-error-format';
import type { ErrorForm } from './route-description';

const REQUEST_ID = '7d5f0a52-2f86-4d0a-8d63-0b1d6c2f4e90';

const SCHEMA = {
  type: 'object',
  required: ['type', 'error', 'request_id'],
  properties: {
    type: { type: 'string', enum: ['error'] },
    error: {
      type: 'object',
      required: ['type', 'message'],
      properties: {
        type: {
          type: 'string',
          enum: [
            ...['invalid_request_error', 'authentication_error', 'permission_error', 'not_found_error'],
            ...['request_too_large', 'rate_limit_error', 'api_error', 'overloaded_error', 'timeout_error'],
          ],
        },
        message: { type: 'string', description: 'Written for the caller; names the parameter at fault.' },
      },
    },
    request_id: { type: 'string', description: 'Names the request in the log.' },
  },
};

const example = (code: GenerationErrorCode): GenerationError =>
  new GenerationError(code, 'What went wrong, for the caller.');

/** Anthropic's error object. */
export const ANTHROPIC_FORM: ErrorForm = {
  name: 'MessageError',
  schema: SCHEMA,
  asJson: (code) => JSON.parse(anthropicErrorFormat.json(example(code), REQUEST_ID) ?? '') as object,
  asEventStream: (code) => anthropicErrorFormat.eventStream(example(code), REQUEST_ID),
};
