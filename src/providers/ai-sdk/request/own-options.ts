import type { JSONObject, SharedV4ProviderOptions } from '@ai-sdk/provider';
import type { AiSdkPackage } from '../ai-sdk-package';
import { invalid } from './refusals';

/** Parameters that belong to OpenAI's dialect or to this adapter, and so are nobody's own. */
const COMMON: ReadonlySet<string> = new Set([
  ...['audio', 'frequency_penalty', 'function_call', 'functions', 'logit_bias', 'logprobs', 'metadata'],
  ...['modalities', 'parallel_tool_calls', 'prediction', 'presence_penalty', 'prompt_cache_key'],
  ...['prompt_cache_retention', 'reasoning_effort', 'response_format', 'safety_identifier', 'service_tier'],
  ...['store', 'tool_choice', 'tools', 'top_k', 'top_logprobs', 'user', 'verbosity', 'web_search_options'],
  ...['provider_options', 'providerOptions'],
]);

/**
 * What a request says to its provider alone: every parameter that OpenAI does not know, under the package's
 * name for it (`thinking: {budget_tokens}` of Anthropic's wire is `thinking: {budgetTokens}` there), and
 * `provider_options` as they are. A package leaves out what it does not know, and throws for a wrong value.
 * @throws GenerationError `invalid_value` where `provider_options` is no map of objects
 */
export function ownOptions(
  parameters: Readonly<Record<string, unknown>>,
  { ownOptions: key, sendsUnknownOptions = false }: Pick<AiSdkPackage, 'ownOptions' | 'sendsUnknownOptions'>,
): SharedV4ProviderOptions {
  const own = Object.entries(parameters).filter(([name]) => !COMMON.has(name));
  const named = sendsUnknownOptions ? own : own.map(([name, value]) => [camel(name), renamed(value)]);
  const verbatim = providerOptions(parameters.provider_options ?? parameters.providerOptions ?? {});
  if (named.length === 0) return verbatim;
  return { ...verbatim, [key]: { ...(Object.fromEntries(named) as JSONObject), ...verbatim[key] } };
}

function providerOptions(value: unknown): SharedV4ProviderOptions {
  if (!isObject(value) || !Object.values(value).every(isObject)) {
    throw invalid('provider_options', 'must map names of providers to objects');
  }
  return value as SharedV4ProviderOptions;
}

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [camel(name), renamed(inner)]));
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, next: string) => next.toUpperCase());
