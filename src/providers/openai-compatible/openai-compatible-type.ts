import type { ProviderType } from '../provider-type';
import { OpenAiCompatibleOptions } from './openai-compatible-options.dto';
import type * as implementation from './openai-compatible.provider';

const OPENAI_BASE_URL = 'https://api.openai.com/v1';

/** `OPENAI_API_KEY` or `OPENAI_BASE_URL` alone make a provider named `openai`. */
export const openAiCompatibleType: ProviderType<OpenAiCompatibleOptions> = {
  type: 'openai-compatible',
  options: OpenAiCompatibleOptions,
  fromEnvironment(variables): Record<string, object> {
    const { OPENAI_API_KEY: api_key, OPENAI_BASE_URL: base_url } = variables;
    return api_key || base_url ? { openai: { api_key, base_url: base_url || OPENAI_BASE_URL } } : {};
  },
  create(name, options) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- at need: undici is a tenth of the start, and a service that runs offline never uses it
    const { OpenAiCompatibleProvider } = require('./openai-compatible.provider') as typeof implementation;
    return new OpenAiCompatibleProvider(name, options);
  },
};
