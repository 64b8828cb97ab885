import { keyedPackage } from './keyed-package';

const BASE_URL = 'https://api.anthropic.com/v1';

/** `ANTHROPIC_BASE_URL` as Anthropic's own clients read it, which put the version behind it themselves. */
const versioned = (url: string): string => (/\/v\d+\/*$/.test(url) ? url : `${url.replace(/\/+$/, '')}/v1`);

/** Claude, at Anthropic. */
export const anthropicPackage = keyedPackage(
  'anthropic',
  '@ai-sdk/anthropic@4',
  'createAnthropic',
  ['ANTHROPIC_API_KEY'],
  () => ({
    signsReasoning: true,
    oneCallAtATime: { anthropic: { disableParallelToolUse: true } },
    fromEnvironment: ({ ANTHROPIC_API_KEY: api_key, ANTHROPIC_BASE_URL: url }) =>
      api_key ? { api_key, ...(url && { base_url: versioned(url) }) } : undefined,
    // Always given: the package would look into the environment for it.
    settings: ({ api_key, base_url }) => ({ apiKey: api_key, baseURL: base_url ?? BASE_URL }),
  }),
);
