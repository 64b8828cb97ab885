import { AI_SDK_PROVIDER_TYPES } from './ai-sdk/ai-sdk-provider-types';
import { openAiCompatibleType } from './openai-compatible/openai-compatible-type';
import type { ProviderType } from './provider-type';

/** Every type of provider that a configuration can name. */
export const PROVIDER_TYPES: readonly ProviderType[] = [openAiCompatibleType, ...AI_SDK_PROVIDER_TYPES];
