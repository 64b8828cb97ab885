import { IsDefined, IsNotEmpty, IsOptional, IsString, Matches, ValidateIf } from 'class-validator';
import { AiSdkOptions } from './ai-sdk-options.dto';

/**
 * Amazon Bedrock. Signs with an API key, or with access keys; where neither is given, the package reads
 * `AWS_BEARER_TOKEN_BEDROCK` or `AWS_ACCESS_KEY_ID` and its companions itself.
 */
export class AmazonBedrockOptions extends AiSdkOptions {
  /** @example 'us-east-1' */
  @Matches(/^[a-z]{2,}(?:-[a-z]+)+-\d+$/, { message: '$property must be a region such as us-east-1' })
  region!: string;

  /** A Bedrock API key; it goes before access keys. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  api_key?: string;

  @ValidateIf((options: AmazonBedrockOptions) => options.secret_access_key !== undefined)
  @IsDefined({ message: '$property must be given together with secret_access_key' })
  @IsString()
  @IsNotEmpty()
  access_key_id?: string;

  @ValidateIf((options: AmazonBedrockOptions) => options.access_key_id !== undefined)
  @IsDefined({ message: '$property must be given together with access_key_id' })
  @IsString()
  @IsNotEmpty()
  secret_access_key?: string;

  /** Of temporary credentials. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  session_token?: string;
}
