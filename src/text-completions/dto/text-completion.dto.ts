import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsRecordOf } from '../../validation/is-record-of.decorator';
import { SamplingDto } from '../../validation/sampling.dto';
import { StreamOptionsDto } from '../../validation/stream-options.dto';
import { UnlessString } from '../../validation/unless.decorator';

/** The body of OpenAI's legacy completions. */
export class TextCompletionDto extends SamplingDto {
  /** A prompt, or several that are answered each. @example 'Explain streaming APIs' */
  @UnlessString()
  @IsArray({ message: '$property must be a string or an array of strings' })
  @ArrayNotEmpty({ message: '$property must contain at least one string' })
  @IsString({ each: true })
  prompt!: string | string[];

  /** `true` answers with Server-Sent Events, otherwise with one JSON object. */
  @IsOptional()
  @IsBoolean()
  stream?: boolean | null;

  /** Allowed only with `stream: true`. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => StreamOptionsDto)
  stream_options?: StreamOptionsDto | null;

  /** How many choices to generate for each prompt. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(128)
  n?: number | null;

  /** Nothing is generated that is not returned, so it may not be above `n`. */
  @IsOptional()
  @IsInt()
  @Min(1)
  best_of?: number | null;

  /** Puts the prompt in front of each of its choices. */
  @IsOptional()
  @IsBoolean()
  echo?: boolean | null;

  /** How many likely tokens to return at each position, beside the one that was chosen. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(5)
  logprobs?: number | null;

  /** Text behind the gap that is to be filled; no chat model can do that. */
  @IsOptional()
  @IsString()
  suffix?: string | null;

  @IsOptional()
  @IsNumber()
  @Min(-2)
  @Max(2)
  presence_penalty?: number | null;

  @IsOptional()
  @IsNumber()
  @Min(-2)
  @Max(2)
  frequency_penalty?: number | null;

  /** Token id → bias from -100 to 100. */
  @IsOptional()
  @IsRecordOf({
    rule: 'must map token ids to numbers from -100 to 100',
    entry: (_, value) => typeof value === 'number' && Math.abs(value) <= 100,
    values: { type: 'number', minimum: -100, maximum: 100 },
  })
  logit_bias?: Record<string, number> | null;

  /** Names the end user. */
  @IsOptional()
  @IsString()
  user?: string;
}
