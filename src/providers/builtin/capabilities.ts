import { GenerationError } from '../../generation/generation-error';
import type { GenerationRequest } from '../../generation/generation-request';

const ADVICE = 'Connect a real model for that, or leave it out.';

/** A test of one parameter's value: true where the built-in model cannot honour it. */
type Refuses = (value: never) => boolean;

/**
 * Parameters that would change the answer and that this model cannot honour, by wire name. What is not
 * listed either is honoured or makes no difference to what this model answers (`user`, `store`,
 * `service_tier`, `prediction` and the like).
 */
const REFUSED: Readonly<Record<string, Refuses>> = {
  function_call: (choice: unknown) => choice !== 'none' && choice !== 'auto',
  logit_bias: (bias: object) => Object.keys(bias).length > 0,
  presence_penalty: (penalty: unknown) => penalty !== 0,
  frequency_penalty: (penalty: unknown) => penalty !== 0,
  modalities: (modalities: readonly unknown[]) => modalities.some((modality) => modality !== 'text'),
  audio: () => true,
  web_search_options: () => true,
};

/** The error for the first thing in a request that the built-in model cannot honour. */
export function unsupportedBy(request: GenerationRequest): GenerationError | undefined {
  for (const [param, refuses] of Object.entries(REFUSED)) {
    const value = request.parameters[param];
    if (value !== undefined && refuses(value as never)) {
      return new GenerationError(
        'unsupported_value',
        `The built-in model does not support this value of '${param}'. ${ADVICE}`,
        { param },
      );
    }
  }
  return unsupportedContent(request);
}

function unsupportedContent({ messages }: GenerationRequest): GenerationError | undefined {
  for (const [turn, { content }] of messages.entries()) {
    if (!Array.isArray(content)) continue;
    for (const [index, { type }] of (content as readonly { type: string }[]).entries()) {
      if (type === 'text' || type === 'refusal') continue;
      return new GenerationError(
        'unsupported_value',
        `The built-in model reads text only, not content of type '${type}'. ${ADVICE}`,
        { param: `messages[${turn}].content[${index}]` },
      );
    }
  }
  return undefined;
}
