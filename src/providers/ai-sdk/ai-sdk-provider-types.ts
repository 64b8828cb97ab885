import type { ProviderType } from '../provider-type';
import type { AiSdkPackage } from './ai-sdk-package';
import { aiSdkProviderType } from './ai-sdk-provider-type';
import { amazonBedrockPackage } from './amazon-bedrock.package';
import { anthropicPackage } from './anthropic.package';
import { azurePackage } from './azure.package';
import { googleVertexPackage } from './google-vertex.package';
import { googlePackage } from './google.package';
import { type Differences, keyedPackage as keyed } from './keyed-package';

/** Packages that have models which make vectors; some read the vectors' length from an option of their own. */
const embeds =
  (lengthOption?: string): Differences =>
  () => ({
    embeds: true,
    ...(lengthOption && { dimensions: (count: number) => ({ [lengthOption]: count }) }),
  });
/** Packages that know how to ask for one tool call at a time. */
const oneCall: Differences = (type) => ({ oneCallAtATime: { [type]: { parallelToolCalls: false } } });
const oneCallAndEmbeds: Differences = (type) => ({ ...oneCall(type), ...embeds()(type) });
/** Packages that hand every option on to a server that speaks OpenAI's protocol. */
const open: Differences = (type) => ({
  sendsUnknownOptions: true,
  oneCallAtATime: { [type]: { parallel_tool_calls: false } },
});
const openAndEmbeds: Differences = (type) => ({ ...open(type), ...embeds('dimensions')(type) });
const openWithCalls: Differences = (type) => ({ ...open(type), ...oneCall(type) });
const search: Differences = () => ({ sendsUnknownOptions: true, cannot: ['tools'] });

const PACKAGES: readonly AiSdkPackage[] = [
  anthropicPackage,
  googlePackage,
  amazonBedrockPackage,
  azurePackage,
  googleVertexPackage,
  keyed('mistral', '@ai-sdk/mistral@4', 'createMistral', ['MISTRAL_API_KEY'], oneCallAndEmbeds),
  keyed('groq', '@ai-sdk/groq@4', 'createGroq', ['GROQ_API_KEY'], oneCall),
  keyed('xai', '@ai-sdk/xai@5', 'createXai', ['XAI_API_KEY'], oneCall),
  keyed('deepseek', '@ai-sdk/deepseek@3', 'createDeepSeek', ['DEEPSEEK_API_KEY']),
  keyed('cohere', '@ai-sdk/cohere@4', 'createCohere', ['COHERE_API_KEY'], embeds('outputDimension')),
  keyed('perplexity', '@ai-sdk/perplexity@4', 'createPerplexity', ['PERPLEXITY_API_KEY'], search),
  keyed('cerebras', '@ai-sdk/cerebras@3', 'createCerebras', ['CEREBRAS_API_KEY'], openWithCalls),
  keyed('togetherai', '@ai-sdk/togetherai@3', 'createTogetherAI', ['TOGETHER_API_KEY'], openAndEmbeds),
  keyed('fireworks', '@ai-sdk/fireworks@3', 'createFireworks', ['FIREWORKS_API_KEY'], openAndEmbeds),
  keyed('deepinfra', '@ai-sdk/deepinfra@3', 'createDeepInfra', ['DEEPINFRA_API_KEY'], openAndEmbeds),
];

/** Everybody who is reached through a provider package of the AI SDK. */
export const AI_SDK_PROVIDER_TYPES: readonly ProviderType[] = PACKAGES.map(aiSdkProviderType);
