import type { ClassConstructor } from 'class-transformer';
import type { Provider } from './provider';
import type { ProviderOptions } from './provider-options.dto';

/** Variables of the environment, as they are. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A kind of provider: what a configuration may say of one, and how one is made of it. */
export interface ProviderType<Options extends ProviderOptions = ProviderOptions> {
  /** The value of `type` in the configuration, e.g. `openai-compatible`. */
  readonly type: string;
  /** Describes and validates an entry of this type; the property names are those of the file. */
  readonly options: ClassConstructor<Options>;
  /** The package to install before this type can be used; undefined where nothing is missing. */
  missingPackage?(): string | undefined;
  /**
   * Entries that well-known variables alone make, by provider name, without their `type`: what a
   * configuration file could say, and validated like it.
   */
  fromEnvironment?(variables: Variables): Readonly<Record<string, object>>;
  /**
   * Makes a provider. Connects to nothing yet.
   * @param name the entry's name, e.g. `openai-eu`
   * @param options validated
   */
  create(name: string, options: Options): Provider;
}
