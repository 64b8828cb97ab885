import type { UpstreamFailure } from '../../http/upstream-failure';
import { toParameter } from './to-parameter';

type Failure = Omit<UpstreamFailure, 'secrets'>;

/** What the providers call their failures, where HTTP's status says nothing or too little. */
const STATUS_BY_WORD: Readonly<Record<string, number>> = {
  // Anthropic, and what it has in common with OpenAI
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 403,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  rate_limit_exceeded: 429,
  insufficient_quota: 429,
  api_error: 500,
  overloaded_error: 529,
  // Google (google.rpc.Code)
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RESOURCE_EXHAUSTED: 429,
  UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
  // Amazon Bedrock
  ValidationException: 400,
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  ThrottlingException: 429,
  ModelStreamErrorException: 500,
  ServiceUnavailableException: 503,
};

/** Trouble with this service's account, which some providers report as if the request were at fault. */
const OUR_ACCOUNT = /\bapi[ _-]?key\b|credit balance|billing|user location is not supported/i;
const TOO_LONG =
  /prompt is too long|input is too long|context (?:length|window)|maximum number of tokens allowed/i;

/**
 * What the JSON of a failure says: the body of an answer, or the object that a package found in a stream.
 * @param status of the answer; 200 where an error hides in one that began well
 * @returns undefined where a 200 says nothing of an error
 */
export function readFailure(body: unknown, status = 200): Failure | undefined {
  const root = record(first(typeof body === 'string' ? parsed(body) : body));
  const { error = status === 200 ? undefined : root } = root;
  if (error === undefined || error === null) return undefined;
  const said = record(error);
  const message = text(error) ?? text(said.message) ?? text(said.detail) ?? text(root.message);
  const words = [said.type, said.status, said.code, root.type].map(text).filter((word) => word !== undefined);
  return {
    status: statusOf(status, [said.statusCode, said.code], words, message),
    message,
    param: text(said.param) ?? toParameter(said, message),
    code: message !== undefined && TOO_LONG.test(message) ? 'context_length_exceeded' : text(said.code),
    // Packages keep the upstream's own object in `data`.
    retryAfter: retryDelay(said.details ?? record(said.data).details),
  };
}

function statusOf(
  status: number,
  numbers: readonly unknown[],
  words: readonly string[],
  message: string | undefined,
): number {
  const named = words.map((word) => STATUS_BY_WORD[word] ?? STATUS_BY_WORD[capitalised(word)]).find(Boolean);
  const numbered = numbers.map(Number).find((number) => number >= 400 && number < 600);
  const stated = status === 200 ? (numbered ?? named ?? 500) : status;
  // 424 is Bedrock's for a model that failed: nothing that the request depends on can mend it.
  if (stated === 424) return 500;
  return stated === 400 && OUR_ACCOUNT.test(message ?? '') ? 401 : stated;
}

/** Seconds that Google asks to wait, e.g. `34.07s` (google.rpc.RetryInfo). */
function retryDelay(details: unknown): number | undefined {
  if (!Array.isArray(details)) return undefined;
  const delay = details.map((detail) => text(record(detail).retryDelay)).find(Boolean);
  const seconds = Number.parseFloat(delay ?? '');
  return Number.isNaN(seconds) ? undefined : Math.ceil(seconds);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    // Pages of proxies and bare texts tell by their status alone.
    return undefined;
  }
}

/** Google answers some streams with an array of one. */
const first = (value: unknown): unknown => (Array.isArray(value) ? (value as unknown[])[0] : value);
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
