import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';
import type { GenerationRequest } from '../../../generation/generation-request';
import type { AiSdkPackage } from '../ai-sdk-package';
import { ownOptions } from './own-options';
import { invalid, unsupported } from './refusals';
import { refuseParameters } from './refuse-parameters';
import type { SupportedUrls } from './to-file-part';
import { toPrompt } from './to-prompt';
import { toResponseFormat } from './to-response-format';
import { toTools } from './to-tools';

type Traits = Pick<
  AiSdkPackage,
  'ownOptions' | 'sendsUnknownOptions' | 'signsReasoning' | 'cannot' | 'oneCallAtATime'
>;

/**
 * A request as the packages take it. A value that is every model's default is left out: that it is
 * "unsupported" would be no reason to refuse anything.
 * @param dropped whether what cannot be carried is left out instead of refused
 * @throws GenerationError naming the parameter that cannot be carried
 */
export function toCallOptions(
  request: GenerationRequest,
  urls: SupportedUrls,
  traits: Traits,
  dropped = false,
): LanguageModelV4CallOptions {
  refuseParameters(request, traits.cannot, dropped);
  const { parameters, maxTokens, temperature, topP, seed, stop } = request;
  const { tools, toolChoice } = toTools(parameters.tools, parameters.tool_choice);
  const oneCall = tools !== undefined && parameters.parallel_tool_calls === false;
  if (oneCall && !traits.oneCallAtATime && !dropped) {
    throw unsupported('parallel_tool_calls', 'This model cannot be kept to one tool call at a time.');
  }
  const options: LanguageModelV4CallOptions = {
    prompt: toPrompt(request.messages, urls, traits.signsReasoning ? traits.ownOptions : undefined),
    maxOutputTokens: maxTokens,
    temperature,
    topP: unless(1, topP),
    topK: count(parameters.top_k, 'top_k'),
    seed,
    stopSequences: stop.length > 0 ? [...stop] : undefined,
    presencePenalty: unless(0, parameters.presence_penalty as number | undefined),
    frequencyPenalty: unless(0, parameters.frequency_penalty as number | undefined),
    responseFormat: toResponseFormat(parameters.response_format),
    tools,
    toolChoice,
    reasoning: parameters.reasoning_effort as LanguageModelV4CallOptions['reasoning'],
    providerOptions: merged(ownOptions(parameters, traits), oneCall ? traits.oneCallAtATime : {}),
  };
  // Packages tell an option that is absent from one that is undefined.
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as LanguageModelV4CallOptions;
}

const unless = (neutral: number, value: number | undefined): number | undefined =>
  value === neutral ? undefined : value;

function count(value: unknown, param: string): number | undefined {
  if (value === undefined) return undefined;
  if (!Number.isInteger(value) || (value as number) < 1)
    throw invalid(param, 'must be a whole number of at least 1');
  return value as number;
}

type Options = NonNullable<LanguageModelV4CallOptions['providerOptions']>;

/** Both, by provider; undefined where neither says anything. */
function merged(options: Options, more: Options = {}): Options | undefined {
  const names = Object.keys({ ...options, ...more });
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.map((name) => [name, { ...options[name], ...more[name] }]));
}
