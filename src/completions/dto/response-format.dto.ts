import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  ValidateNested,
} from 'class-validator';

/** Plain text. */
export class TextFormatDto {
  type!: 'text';
}

/** Any JSON object. */
export class JsonObjectFormatDto {
  type!: 'json_object';
}

/** The schema that the answer keeps to. */
export class JsonSchemaDto {
  @Matches(/^[a-zA-Z0-9_-]{1,64}$/, {
    message: '$property must be 1 to 64 letters, digits, underscores or dashes',
  })
  name!: string;

  @IsOptional()
  @IsString()
  description?: string;

  @IsOptional()
  @IsObject()
  schema?: Record<string, unknown>;

  @IsOptional()
  @IsBoolean()
  strict?: boolean | null;
}

/** JSON that keeps to a schema. */
export class JsonSchemaFormatDto {
  type!: 'json_schema';

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => JsonSchemaDto)
  json_schema!: JsonSchemaDto;
}
