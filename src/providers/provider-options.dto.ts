import { IsString } from 'class-validator';

/** What every provider's entry in the configuration says. The types add their own. */
export class ProviderOptions {
  /** One of the registered types. */
  @IsString()
  type!: string;
}
