import { IsBoolean, IsIn, IsObject, IsOptional, IsString, Matches } from 'class-validator';
import { OneOf } from '../../validation/one-of.decorator';

/** Plain text. */
export class PlainTextDto {
  type!: 'text';
}

/** Any JSON object. */
export class JsonObjectTextDto {
  type!: 'json_object';
}

/** JSON that keeps to a schema. */
export class JsonSchemaTextDto {
  type!: 'json_schema';

  @Matches(/^[a-zA-Z0-9_-]{1,64}$/, {
    message: '$property must be 1 to 64 letters, digits, underscores or dashes',
  })
  name!: string;

  @IsOptional()
  @IsString()
  description?: string | null;

  @IsObject()
  schema!: Record<string, unknown>;

  @IsOptional()
  @IsBoolean()
  strict?: boolean | null;
}

export type TextShapeDto = PlainTextDto | JsonObjectTextDto | JsonSchemaTextDto;

/** What the text of an answer is like. */
export class TextConfigDto {
  @IsOptional()
  @IsObject()
  @OneOf('type', { text: PlainTextDto, json_object: JsonObjectTextDto, json_schema: JsonSchemaTextDto })
  format?: TextShapeDto | null;

  /** How long answers are. */
  @IsOptional()
  @IsIn(['low', 'medium', 'high'])
  verbosity?: 'low' | 'medium' | 'high' | null;
}
