import type { AiSdkPackage } from './ai-sdk-package';
import { KeyedOptions } from './options/ai-sdk-options.dto';

/** What is different about a package, by the type of its entries. */
export type Differences = (type: string) => Partial<AiSdkPackage<KeyedOptions>>;

/**
 * A package that needs a key and nothing else.
 * @param type of the entry, and the name of the provider that a variable makes
 * @param variables that may hold the key; the first one that is set does
 */
export function keyedPackage(
  type: string,
  install: AiSdkPackage['install'],
  factory: string,
  variables: readonly string[],
  differences: Differences = () => ({}),
): AiSdkPackage<KeyedOptions> {
  return {
    ...{ type, install, factory, options: KeyedOptions, ownOptions: type, environmentName: type },
    fromEnvironment: (environment) => {
      const api_key = variables.map((name) => environment[name]).find(Boolean);
      return api_key ? { api_key } : undefined;
    },
    settings: ({ api_key, base_url }) => ({ apiKey: api_key, baseURL: base_url }),
    secrets: ({ api_key }) => [api_key],
    ...differences(type),
  };
}
