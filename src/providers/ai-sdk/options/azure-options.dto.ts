import { IsNotEmpty, IsOptional, IsString, Matches, ValidateIf } from 'class-validator';
import { KeyedOptions } from './ai-sdk-options.dto';

/** Azure OpenAI. A model's name is the name of its deployment. */
export class AzureOptions extends KeyedOptions {
  /** The resource in `https://{resource}.openai.azure.com`; `base_url` can stand in its place. */
  @ValidateIf(({ base_url }: AzureOptions) => base_url === undefined)
  @Matches(/^[a-zA-Z0-9-]{2,64}$/, { message: '$property must be the name of the Azure resource' })
  resource_name?: string;

  /** @example 'v1' */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  api_version?: string;
}
