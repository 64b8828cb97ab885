import { IsNotEmpty, IsOptional, IsString, ValidateIf } from 'class-validator';
import { AiSdkOptions } from './ai-sdk-options.dto';

/**
 * Google Vertex AI. Signs with an API key (express mode), with a service account's e-mail and key, or with
 * Google's application default credentials where neither is given.
 */
export class GoogleVertexOptions extends AiSdkOptions {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  api_key?: string;

  @ValidateIf(({ api_key }: GoogleVertexOptions) => api_key === undefined)
  @IsString()
  @IsNotEmpty()
  project?: string;

  /** @example 'europe-west4' */
  @ValidateIf(({ api_key }: GoogleVertexOptions) => api_key === undefined)
  @IsString()
  @IsNotEmpty()
  location?: string;

  /** The service account's address. */
  @ValidateIf(({ private_key }: GoogleVertexOptions) => private_key !== undefined)
  @IsString()
  @IsNotEmpty()
  client_email?: string;

  /** The service account's key, in PEM. */
  @ValidateIf(({ client_email }: GoogleVertexOptions) => client_email !== undefined)
  @IsString()
  @IsNotEmpty()
  private_key?: string;
}
