import type { ProviderType } from '../provider-type';
import type { AiSdkPackage } from './ai-sdk-package';
import type * as implementation from './ai-sdk.provider';
import { isInstalled } from './installed-package';
import type { AiSdkOptions } from './options/ai-sdk-options.dto';

/** The kind of provider that one of the AI SDK's packages makes. Nothing of the package is loaded here. */
export function aiSdkProviderType<Options extends AiSdkOptions>(
  source: AiSdkPackage<Options>,
): ProviderType<Options> {
  return {
    type: source.type,
    options: source.options,
    missingPackage: () => (isInstalled(source.install) ? undefined : source.install),
    fromEnvironment: (variables): Readonly<Record<string, object>> => {
      const entry = source.fromEnvironment(variables);
      return entry ? { [source.environmentName]: entry } : {};
    },
    create: (name, options) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- at need: undici is a tenth of the start
      const { AiSdkProvider } = require('./ai-sdk.provider') as typeof implementation;
      return new AiSdkProvider(name, source, options);
    },
  };
}
