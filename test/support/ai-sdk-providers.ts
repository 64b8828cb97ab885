import type { Provider } from '../../src/providers/provider';
import { AI_SDK_PROVIDER_TYPES } from '../../src/providers/ai-sdk/ai-sdk-provider-types';

/** A provider of this type by the name `up`, its upstream at an address of this machine. */
export function aiSdkProvider(type: string, options: object): Provider {
  const found = AI_SDK_PROVIDER_TYPES.find((one) => one.type === type);
  if (!found) throw new Error(`There is no provider type ${type}.`);
  return found.create('up', { type, ...options });
}

export const anthropicAt = (origin: string, options: object = {}): Provider =>
  aiSdkProvider('anthropic', { api_key: 'sk-ant-secret', base_url: `${origin}/v1`, ...options });

export const googleAt = (origin: string, options: object = {}): Provider =>
  aiSdkProvider('google', { api_key: 'AIza-secret', base_url: `${origin}/v1beta`, ...options });

export const bedrockAt = (origin: string, options: object = {}): Provider =>
  aiSdkProvider('amazon-bedrock', {
    ...{ region: 'eu-central-1', base_url: origin },
    ...{ access_key_id: 'AKIA-secret', secret_access_key: 'very-secret' },
    ...options,
  });
