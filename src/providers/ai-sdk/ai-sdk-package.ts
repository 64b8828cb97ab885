import type { JSONObject, LanguageModelV4, ProviderV4, SharedV4ProviderOptions } from '@ai-sdk/provider';
import type { ClassConstructor } from 'class-transformer';
import type { Variables } from '../provider-type';
import type { AiSdkOptions } from './options/ai-sdk-options.dto';

/** All that tells one of the AI SDK's provider packages from the others. */
export interface AiSdkPackage<Options extends AiSdkOptions = AiSdkOptions> {
  /** The value of `type` in the configuration. */
  readonly type: string;
  /** The package and the first major version of it that speaks `LanguageModelV4`, as npm takes them. */
  readonly install: `@ai-sdk/${string}@${number}`;
  /** The export that makes its provider. */
  readonly factory: string;
  readonly options: ClassConstructor<Options>;
  /** The name under which the package reads what a request says to this provider alone. */
  readonly ownOptions: string;
  /** True where its models sign their reasoning and want it back with the next turn. */
  readonly signsReasoning?: boolean;
  /** True where it sends such options as they are when it does not know them. */
  readonly sendsUnknownOptions?: boolean;
  /** Whether it has models that make vectors. */
  readonly embeds?: boolean;
  /** Its own option for the length of a model's vectors, where it reads no other. */
  readonly dimensions?: (count: number, model: string) => JSONObject;
  /** Parameters that it drops without a word. */
  readonly cannot?: readonly string[];
  /** What makes the model call one tool at a time at most; absent where nothing does. */
  readonly oneCallAtATime?: SharedV4ProviderOptions;
  /** The name of the provider that well-known variables make. */
  readonly environmentName: string;
  /** What a configuration file would say of it; undefined where they do not speak of it. */
  fromEnvironment(variables: Variables): object | undefined;
  /** What the factory takes, beside `headers` and `fetch`. */
  settings(options: Options): object;
  /** Texts of an entry that no caller may see. */
  secrets(options: Options): readonly (string | undefined)[];
  /** The model, where the package's own choice of protocol is not the one to use. */
  model?(provider: ProviderV4, id: string): LanguageModelV4;
}
