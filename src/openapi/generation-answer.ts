import type { GenerationErrorCode } from '../generation/generation-error-code';

/** What the headers of an answer say for which a model was asked. */
export const GENERATION_HEADERS = {
  'X-Request-Id': 'Names the request in the log: the one that was sent, where it was well-formed.',
  'X-Provider': 'The provider that answered.',
  'X-Model': "The provider's own name of the model that answered.",
  'X-Attempts': 'How many attempts it took.',
};

/** Codes that every request to a model can fail with, whatever the dialect. */
export const GENERATION_ERRORS: readonly GenerationErrorCode[] = [
  ...(['invalid_json', 'invalid_value', 'missing_required_parameter'] as const),
  ...(['unsupported_parameter', 'unsupported_value', 'context_length_exceeded'] as const),
  ...(['model_not_found', 'request_too_large', 'unsupported_media_type'] as const),
  ...(['rate_limit_exceeded', 'internal_error'] as const),
  ...(['upstream_auth', 'upstream_failed', 'upstream_invalid_response', 'upstream_unreachable'] as const),
  ...(['overloaded', 'shutting_down'] as const),
  ...(['connect_timeout', 'first_token_timeout', 'idle_timeout', 'total_timeout'] as const),
];
