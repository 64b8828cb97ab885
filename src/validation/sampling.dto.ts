import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  Min,
} from 'class-validator';
import { UnlessString } from './unless.decorator';

/** What most dialects ask of a model in the same words: the parameters of OpenAI's APIs that shape a text. */
export class SamplingDto {
  /** Who answers. The configured default where it is absent. @example 'builtin' */
  @IsOptional()
  @IsString()
  model?: string | null;

  /** Upper bound on the tokens of each choice. */
  @IsOptional()
  @IsInt()
  @Min(1)
  max_tokens?: number | null;

  /** Variety: 0 is the least, 2 the most. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(2)
  temperature?: number | null;

  /** Considers only the likeliest continuations that together have this probability. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  top_p?: number | null;

  /** Up to four texts that end the answer; they are not part of it. */
  @IsOptional()
  @UnlessString()
  @IsArray({ message: '$property must be a string or an array of up to 4 strings' })
  @ArrayNotEmpty()
  @ArrayMaxSize(4, { message: '$property must contain no more than 4 strings' })
  @IsString({ each: true })
  stop?: string | string[] | null;

  /** The same seed and request give the same text, where the model can do that. */
  @IsOptional()
  @IsInt()
  seed?: number | null;
}
