import { openAiCompatibleType } from './openai-compatible/openai-compatible-type';
import type { ProviderType } from './provider-type';

/** Every type of provider that a configuration can name, a line each. */
export const PROVIDER_TYPES: readonly ProviderType[] = [openAiCompatibleType];
