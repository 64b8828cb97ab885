import { IsBoolean, IsOptional, IsString } from 'class-validator';
import { IsRecordOf } from '../../validation/is-record-of.decorator';
import { IsHttpUrl } from '../../validation/is-http-url.decorator';
import { ProviderOptions } from '../provider-options.dto';

/** A server that speaks OpenAI's chat completions. */
export class OpenAiCompatibleOptions extends ProviderOptions {
  /** Where its API begins, e.g. `https://api.openai.com/v1` or `http://127.0.0.1:11434/v1`. */
  @IsHttpUrl()
  base_url!: string;

  /** Sent as a bearer token. Local servers mostly need none. */
  @IsOptional()
  @IsString()
  api_key?: string;

  /** More headers for every request, e.g. `OpenAI-Organization`. */
  @IsOptional()
  @IsRecordOf({
    rule: 'must map header names to texts',
    entry: (name, value) =>
      /^[\w!#$%&'*+.^`|~-]+$/.test(name) &&
      typeof value === 'string' &&
      /^[\t\x20-\x7e\x80-\xff]*$/.test(value),
    values: { type: 'string' },
  })
  headers?: Record<string, string>;

  /** False trusts any certificate; for a server of one's own with a certificate of its own. */
  @IsOptional()
  @IsBoolean()
  verify_tls?: boolean;
}
