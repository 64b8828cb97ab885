import type { LanguageModelV4, ProviderV4 } from '@ai-sdk/provider';
import type { AiSdkPackage } from './ai-sdk-package';
import { AzureOptions } from './options/azure-options.dto';

type ChatProvider = ProviderV4 & { chat(id: string): LanguageModelV4 };

/** Azure OpenAI. */
export const azurePackage: AiSdkPackage<AzureOptions> = {
  type: 'azure',
  install: '@ai-sdk/azure@4',
  factory: 'createAzure',
  options: AzureOptions,
  environmentName: 'azure',
  ownOptions: 'openai',
  embeds: true,
  dimensions: (count) => ({ dimensions: count }),
  oneCallAtATime: { openai: { parallelToolCalls: false } },
  fromEnvironment: ({ AZURE_API_KEY: api_key, AZURE_RESOURCE_NAME: resource_name }) =>
    api_key && resource_name ? { api_key, resource_name } : undefined,
  settings: ({ api_key, base_url, resource_name, api_version }) => ({
    apiKey: api_key,
    baseURL: base_url,
    resourceName: resource_name,
    apiVersion: api_version,
  }),
  secrets: ({ api_key, resource_name }) => [api_key, resource_name],
  // Chat completions: the Responses API, which the package prefers, knows neither `stop` nor `seed`.
  model: (provider, id) => (provider as ChatProvider).chat(id),
};
