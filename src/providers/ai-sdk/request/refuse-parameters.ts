import type { GenerationRequest } from '../../../generation/generation-request';
import { unsupported } from './refusals';

/** A test of one parameter's value: true where it would change an answer that cannot be changed that way. */
type Refuses = (value: never) => boolean;

/**
 * Parameters that the packages cannot carry, or whose answers cannot be carried back, by wire name. What is
 * not listed is carried, or makes no difference to the answer (`user`, `store`, `service_tier`, …).
 */
const REFUSED: Readonly<Record<string, Refuses>> = {
  logprobs: (wanted: unknown) => wanted === true,
  logit_bias: (bias: object) => Object.keys(bias).length > 0,
  verbosity: (verbosity: unknown) => verbosity !== 'medium',
  modalities: (modalities: readonly unknown[]) => modalities.some((modality) => modality !== 'text'),
  audio: () => true,
  web_search_options: () => true,
  functions: () => true,
  function_call: (choice: unknown) => choice !== 'none' && choice !== 'auto',
};

/**
 * Refuses what cannot be carried.
 * @param cannot parameters that this package drops without a word
 * @param dropped whether such parameters are left out instead; `n` never is, since its choices are awaited
 * @throws GenerationError `unsupported_value` naming the first such parameter
 */
export function refuseParameters(
  { choices, parameters }: GenerationRequest,
  cannot: readonly string[] = [],
  dropped = false,
): void {
  if (choices > 1) throw unsupported('n', 'This model gives one choice per request.');
  if (dropped) return;
  const lost = cannot.find((param) => parameters[param] !== undefined);
  if (lost !== undefined) throw unsupported(lost, `This model does not support '${lost}'.`);
  for (const [param, refuses] of Object.entries(REFUSED)) {
    const value = parameters[param];
    if (value !== undefined && refuses(value as never)) {
      throw unsupported(param, `This model does not support this value of '${param}'.`);
    }
  }
}
