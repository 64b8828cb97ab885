import type { ClassConstructor } from 'class-transformer';
import type { Variables } from './interpolate';

/** What the configuration has to know of a type of provider; the providers' room fills it in. */
export interface ProviderSchema {
  /** The value of `type` that stands for it. */
  readonly type: string;
  /** Validates an entry's own options. */
  readonly options: ClassConstructor<object>;
  /** The package to install before this type can be used; undefined where nothing is missing. */
  missingPackage?(): string | undefined;
  /** Entries that well-known variables alone make, by provider name, without their `type`. */
  fromEnvironment?(variables: Variables): Readonly<Record<string, object>>;
}
