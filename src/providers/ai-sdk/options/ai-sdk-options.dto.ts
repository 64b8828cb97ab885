import { IsIn, IsNotEmpty, IsOptional, IsString } from 'class-validator';
import { IsRecordOf } from '../../../validation/is-record-of.decorator';
import { ProviderOptions } from '../../provider-options.dto';
import { IsHttpUrl } from '../../../validation/is-http-url.decorator';

/** What all providers behind the AI SDK's packages have in common. */
export class AiSdkOptions extends ProviderOptions {
  /** Where its API begins, version included, e.g. `https://api.anthropic.com/v1`; the provider's own if absent. */
  @IsOptional()
  @IsHttpUrl()
  base_url?: string;

  /** More headers for every request, e.g. `anthropic-beta`. */
  @IsOptional()
  @IsRecordOf({
    rule: 'must map header names to texts',
    values: { type: 'string' },
    entry: (name, value) =>
      /^[\w!#$%&'*+.^`|~-]+$/.test(name) &&
      typeof value === 'string' &&
      /^[\t\x20-\x7e\x80-\xff]*$/.test(value),
  })
  headers?: Record<string, string>;

  /**
   * What becomes of a parameter that the model cannot honour, such as `seed` for Claude: the request is
   * refused by a 400 that names it (`refuse`, the default), or goes on without it (`drop`).
   */
  @IsOptional()
  @IsIn(['refuse', 'drop'])
  unsupported_parameters?: 'refuse' | 'drop';
}

/** A provider that wants a key and nothing else. */
export class KeyedOptions extends AiSdkOptions {
  @IsString()
  @IsNotEmpty()
  api_key!: string;
}
