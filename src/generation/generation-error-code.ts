interface ErrorTraits {
  /** HTTP status, where the status is still open. */
  readonly status: number;
  /** The `type` field of the error object. */
  readonly type: string;
  /** Whether asking the same target again may help. */
  readonly retryable: boolean;
  /** Whether another target may do better: the trouble is the target's and not the request's. */
  readonly failover: boolean;
}

const invalid = (status: number): ErrorTraits => ({
  status,
  type: 'invalid_request_error',
  retryable: false,
  failover: false,
});
const upstream = (retryable: boolean): ErrorTraits => ({
  status: 502,
  type: 'upstream_error',
  retryable,
  failover: true,
});
const timeout: ErrorTraits = { status: 504, type: 'timeout_error', retryable: true, failover: true };

/**
 * Every way a request can fail: one code, and all that follows from it. The closed set of the wire contract
 * (docs/wire-contract.md); `unsupported_parameter` and `unsupported_value` are OpenAI's names for what a
 * model cannot honour.
 */
export const ERROR_TRAITS = {
  invalid_json: invalid(400),
  invalid_value: invalid(400),
  missing_required_parameter: invalid(400),
  unsupported_parameter: invalid(400),
  unsupported_value: invalid(400),
  string_above_max_length: invalid(400),
  context_length_exceeded: invalid(400),
  previous_response_not_found: invalid(400),
  invalid_api_key: invalid(401),
  model_not_allowed: { status: 403, type: 'permission_error', retryable: false, failover: false },
  model_not_found: invalid(404),
  response_not_found: invalid(404),
  unknown_url: invalid(404),
  method_not_allowed: invalid(405),
  request_too_large: invalid(413),
  unsupported_media_type: invalid(415),
  rate_limit_exceeded: { status: 429, type: 'rate_limit_error', retryable: true, failover: true },
  budget_exceeded: { status: 429, type: 'insufficient_quota', retryable: false, failover: false },
  internal_error: { status: 500, type: 'server_error', retryable: false, failover: false },
  upstream_auth: upstream(false),
  upstream_failed: upstream(true),
  upstream_invalid_response: upstream(true),
  upstream_unreachable: upstream(true),
  overloaded: { status: 503, type: 'overloaded_error', retryable: false, failover: true },
  shutting_down: { status: 503, type: 'overloaded_error', retryable: false, failover: false },
  connect_timeout: timeout,
  first_token_timeout: timeout,
  idle_timeout: timeout,
  total_timeout: { ...timeout, retryable: false, failover: false },
} as const satisfies Record<string, ErrorTraits>;

/** A code of the closed set. */
export type GenerationErrorCode = keyof typeof ERROR_TRAITS;
