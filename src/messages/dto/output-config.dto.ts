import { Type } from 'class-transformer';
import { Equals, IsDefined, IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';

/** JSON that keeps to a schema. */
export class JsonOutputFormatDto {
  @Equals('json_schema')
  type!: 'json_schema';

  @IsDefined()
  @IsObject()
  schema!: Record<string, unknown>;
}

/** What is wanted of the answer as a whole. */
export class OutputConfigDto {
  /** How much the model does for the answer. */
  @IsOptional()
  @IsIn(['low', 'medium', 'high', 'xhigh', 'max'])
  effort?: string | null;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => JsonOutputFormatDto)
  format?: JsonOutputFormatDto | null;
}
