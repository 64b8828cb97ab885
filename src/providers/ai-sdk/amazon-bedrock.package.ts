import type { AiSdkPackage } from './ai-sdk-package';
import { AmazonBedrockOptions } from './options/amazon-bedrock-options.dto';

/** Whatever model Amazon Bedrock serves, by its Converse API. */
export const amazonBedrockPackage: AiSdkPackage<AmazonBedrockOptions> = {
  type: 'amazon-bedrock',
  install: '@ai-sdk/amazon-bedrock@5',
  factory: 'createAmazonBedrock',
  options: AmazonBedrockOptions,
  environmentName: 'bedrock',
  ownOptions: 'amazonBedrock',
  signsReasoning: true,
  embeds: true,
  dimensions: (count, model) => ({ [dimensionsOption(model)]: count }),
  oneCallAtATime: { anthropic: { disableParallelToolUse: true } },
  // Access keys alone say nothing of Bedrock: half the machines at AWS have them for something else.
  fromEnvironment: ({ AWS_BEARER_TOKEN_BEDROCK: api_key, AWS_REGION, AWS_DEFAULT_REGION }) => {
    const region = AWS_REGION || AWS_DEFAULT_REGION;
    return api_key && region ? { api_key, region } : undefined;
  },
  settings: ({ region, base_url, api_key, access_key_id, secret_access_key, session_token }) => ({
    region,
    baseURL: base_url,
    // An empty key keeps the package from taking one from the environment where access keys are given.
    apiKey: api_key ?? (access_key_id ? '' : undefined),
    accessKeyId: access_key_id,
    secretAccessKey: secret_access_key,
    sessionToken: session_token,
  }),
  secrets: (options) => [
    options.api_key,
    options.access_key_id,
    options.secret_access_key,
    options.session_token,
  ],
};

/** Each family of models has its own name for it; models may be named with a region in front. */
function dimensionsOption(model: string): string {
  if (model.includes('cohere.')) return 'outputDimension';
  return model.includes('amazon.nova-') ? 'embeddingDimension' : 'dimensions';
}
