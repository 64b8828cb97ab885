import type { LanguageModelV4CallOptions, SharedV4Warning } from '@ai-sdk/provider';
import { GenerationError } from '../../../generation/generation-error';

/** The caller's names for what the packages call otherwise. */
const PARAMETERS: Readonly<Record<string, string>> = {
  frequencyPenalty: 'frequency_penalty',
  maxOutputTokens: 'max_tokens',
  presencePenalty: 'presence_penalty',
  reasoning: 'reasoning_effort',
  responseFormat: 'response_format',
  stopSequences: 'stop',
  toolChoice: 'tool_choice',
  toolContent: 'tools',
  topK: 'top_k',
  topP: 'top_p',
};

/** Longest part of a package's explanation that is passed on. */
const DETAILS_CHARS = 300;

/**
 * The refusal of a request whose model does not support all of it, by what the package warns of.
 *
 * A warning of type `unsupported` means that the package leaves something out or bends it. It is no reason
 * where the answer stays the same: a bound on tokens above the model's own, a temperature of 1 for a model
 * that knows no other. Nor is `strict` on a tool: OpenAI's clients set it unasked, and a model that cannot be
 * held to a tool's schema still gets it. `deprecated` may say that something is omitted, `compatibility` that the same is asked
 * in another way.
 */
export function refusalOf(
  warnings: readonly SharedV4Warning[],
  call: LanguageModelV4CallOptions,
): GenerationError | undefined {
  for (const warning of warnings) {
    const [feature, details] = leftOut(warning, call) ?? [];
    if (feature === undefined) continue;
    const param = parameterOf(feature);
    return new GenerationError(
      'unsupported_value',
      `This model does not support this value of '${param}'${details ? ` (${details.slice(0, DETAILS_CHARS)})` : ''}.`,
      { param },
    );
  }
  return undefined;
}

/** What a warning says is left out of a call, and why; undefined where that makes no difference. */
function leftOut(
  warning: SharedV4Warning,
  { temperature }: LanguageModelV4CallOptions,
): [feature: string, details?: string] | undefined {
  if (warning.type === 'deprecated') {
    return /omitted|ignored/.test(warning.message) ? [warning.setting, warning.message] : undefined;
  }
  if (warning.type !== 'unsupported') return undefined;
  const { feature, details } = warning;
  if (feature === 'temperature' && temperature === 1) return undefined;
  if (feature === 'strict') return undefined;
  if (feature === 'maxOutputTokens' && /limited to/.test(details ?? '')) return undefined;
  return [feature, details];
}

function parameterOf(feature: string): string {
  if (Object.hasOwn(PARAMETERS, feature)) return PARAMETERS[feature];
  return /\btool\b/.test(feature) ? 'tools' : feature;
}
