import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { CountTokensDto } from './count-tokens.dto';

/** What accompanies a request. */
export class MessageMetadataDto {
  /** Names the end user, without saying who it is. */
  @IsOptional()
  @IsString()
  user_id?: string | null;
}

/** Anthropic's dialect: every parameter of its Messages API. */
export class CreateMessageDto extends CountTokensDto {
  /** Upper bound on the tokens of the answer. @example 200 */
  @IsInt()
  @Min(1)
  max_tokens!: number;

  /** `true` answers with Server-Sent Events, otherwise with one JSON object. */
  @IsOptional()
  @IsBoolean()
  stream?: boolean;

  /** Texts that end the answer; they are not part of it. */
  @IsOptional()
  @IsArray()
  @IsNotEmpty({ each: true })
  @IsString({ each: true })
  stop_sequences?: string[];

  /** Variety: 0 is the least, 1 the most. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  temperature?: number;

  /** Considers only the likeliest continuations that together have this probability. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  top_p?: number;

  /** Considers only so many of the likeliest continuations; 0 considers all. */
  @IsOptional()
  @IsInt()
  @Min(0)
  top_k?: number;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => MessageMetadataDto)
  metadata?: MessageMetadataDto;

  /** Whether the provider may use its faster tier. */
  @IsOptional()
  @IsIn(['auto', 'standard_only'])
  service_tier?: 'auto' | 'standard_only';
}
