import { IsDefined, IsIn, IsInt, IsOptional, IsString, Min } from 'class-validator';
import { saysSchema } from '../../validation/property-schema';
import { MAX_INPUTS } from '../to-inputs';

const TEXT = { type: 'string', minLength: 1 };
const TOKENS = { type: 'array', minItems: 1, items: { type: 'integer', minimum: 0 } };

/** The body of OpenAI's embeddings. */
export class EmbeddingDto {
  /** A text, several texts, or the same as token numbers. Held against its many forms by `toInputs`. */
  @IsDefined()
  @saysSchema({
    schema: {
      anyOf: [
        TEXT,
        TOKENS,
        { type: 'array', minItems: 1, maxItems: MAX_INPUTS, items: { anyOf: [TEXT, TOKENS] } },
      ],
    },
  })
  input!: unknown;

  /** Who answers. The configured default where it is absent. @example 'builtin' */
  @IsOptional()
  @IsString()
  model?: string | null;

  /** How many numbers each vector is to have. */
  @IsOptional()
  @IsInt()
  @Min(1)
  dimensions?: number | null;

  /** Numbers, or the base64 of little-endian 32-bit floats. */
  @IsOptional()
  @IsIn(['float', 'base64'])
  encoding_format?: 'float' | 'base64' | null;

  /** Names the end user. */
  @IsOptional()
  @IsString()
  user?: string | null;
}
