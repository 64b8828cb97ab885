import type { UpstreamFailure } from '../http/upstream-failure';
import type { WireChunk } from './wire-chunk';

/** Statuses that upstreams name by words, inside a stream or a 200, where HTTP has none left. */
const STATUS_BY_WORD: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  BadRequestError: 400,
  context_length_exceeded: 400,
  invalid_api_key: 401,
  authentication_error: 401,
  permission_error: 403,
  not_found_error: 404,
  model_not_found: 404,
  rate_limit_exceeded: 429,
  rate_limit_error: 429,
  insufficient_quota: 429,
  overloaded_error: 529,
};

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const errorStatus = (value: unknown): number | undefined => {
  const status = Number(value);
  return Number.isInteger(status) && status >= 400 && status < 600 ? status : undefined;
};

/**
 * What an error object says.
 * @param body parsed JSON, perhaps with an `error`
 * @param status of the HTTP answer where it was an error; otherwise the object's own words decide, and 500
 *   where they say nothing
 */
export function readErrorObject(body: unknown, status?: number): Omit<UpstreamFailure, 'secrets'> {
  const { error } = (typeof body === 'object' && body !== null ? body : {}) as Partial<WireChunk>;
  if (typeof error !== 'object' || error === null) {
    // Some servers send a bare text, or `message` and `detail` at the top.
    const { message, detail } = Object(body) as { message?: unknown; detail?: unknown };
    return { status: status ?? 500, message: text(error) ?? text(message) ?? text(detail) };
  }
  const named = [error.code, error.type].map((word) => STATUS_BY_WORD[String(word)]).find(Boolean);
  return {
    status: status ?? errorStatus(error.code) ?? errorStatus(error.status) ?? named ?? 500,
    message: text(error.message),
    param: text(error.param),
    code: text(error.code) ?? text(error.type),
  };
}
