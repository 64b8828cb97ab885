import { parseDuration } from '../../config/duration';
import { ERROR_TRAITS, type GenerationErrorCode } from '../../generation/generation-error-code';

/** How an answer is to fail. `after` counts deltas, over all choices; 0 strikes before the first one. */
export type FaultEffect =
  | { readonly kind: 'delay'; readonly delayMs: number }
  | { readonly kind: 'error'; readonly after: number; readonly code: GenerationErrorCode }
  | { readonly kind: 'stall' | 'truncate' | 'reset'; readonly after: number };

/** A fault that a request asks for, and how likely it is to strike. */
export interface Fault {
  readonly effect: FaultEffect;
  /** From 0 to 1. */
  readonly probability: number;
}

/** A delay is a wait, and every wait has an end. */
const MAX_DELAY_MS = 600_000;

/** What an HTTP status stands for, where a fault names its error by one. */
const CODE_OF_STATUS: Readonly<Record<string, GenerationErrorCode>> = {
  400: 'invalid_value',
  401: 'invalid_api_key',
  403: 'model_not_allowed',
  404: 'model_not_found',
  413: 'request_too_large',
  429: 'rate_limit_exceeded',
  500: 'internal_error',
  502: 'upstream_failed',
  503: 'overloaded',
  504: 'idle_timeout',
};

/**
 * Reads a fault such as `delay:500ms`, `error:429`, `error-after:5`, `error-after:5:overloaded`,
 * `stall-after:5`, `truncate-after:5` or `reset-after:5`, each with an optional probability: `…@0.3`.
 * @returns undefined when the text is no fault
 */
export function parseFault(text: string): Fault | undefined {
  const match = /^([a-z-]+):([^@]+?)(?:@(\d*\.?\d+))?$/.exec(text.trim());
  if (!match) return undefined;
  const probability = Number(match[3] ?? 1);
  const effect = parseEffect(match[1], match[2].trim());
  return effect && probability <= 1 ? { effect, probability } : undefined;
}

function parseEffect(name: string, argument: string): FaultEffect | undefined {
  if (name === 'delay') {
    const delayMs = parseDuration(argument);
    return delayMs !== undefined && delayMs <= MAX_DELAY_MS ? { kind: 'delay', delayMs } : undefined;
  }
  if (name === 'error') return errorEffect(0, argument);
  const counted = /^(\d{1,9})(?::(.+))?$/.exec(argument);
  if (!counted) return undefined;
  const after = Number(counted[1]);
  if (name === 'error-after') return errorEffect(after, counted[2] ?? 'upstream_failed');
  if (counted[2] !== undefined) return undefined;
  const kind = (['stall', 'truncate', 'reset'] as const).find((known) => name === `${known}-after`);
  return kind && { kind, after };
}

function errorEffect(after: number, name: string): FaultEffect | undefined {
  if (Object.hasOwn(CODE_OF_STATUS, name)) return { kind: 'error', after, code: CODE_OF_STATUS[name] };
  return Object.hasOwn(ERROR_TRAITS, name)
    ? { kind: 'error', after, code: name as GenerationErrorCode }
    : undefined;
}
