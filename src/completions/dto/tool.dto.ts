import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  ValidateNested,
} from 'class-validator';

const NAME = /^[a-zA-Z0-9_-]{1,64}$/;
const nameRule = { message: '$property must be 1 to 64 letters, digits, underscores or dashes' };

/** A function that the model may call. */
export class FunctionDefinitionDto {
  /** @example 'get_weather' */
  @Matches(NAME, nameRule)
  name!: string;

  @IsOptional()
  @IsString()
  description?: string;

  /** A JSON schema of the arguments. */
  @IsOptional()
  @IsObject()
  parameters?: Record<string, unknown>;

  /** Hold the model to the schema exactly. */
  @IsOptional()
  @IsBoolean()
  strict?: boolean | null;
}

/** A function, as a tool. */
export class FunctionToolDto {
  type!: 'function';

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => FunctionDefinitionDto)
  function!: FunctionDefinitionDto;
}

/** A tool with free-form input. */
export class CustomDefinitionDto {
  @Matches(NAME, nameRule)
  name!: string;

  @IsOptional()
  @IsString()
  description?: string;

  /** How the input is constrained: free text, or a grammar. */
  @IsOptional()
  @IsObject()
  format?: Record<string, unknown>;
}

/** A custom tool. */
export class CustomToolDto {
  type!: 'custom';

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => CustomDefinitionDto)
  custom!: CustomDefinitionDto;
}

/** The name of the tool that must be called. */
export class NamedDto {
  @IsString()
  name!: string;
}

/** This function must be called. */
export class FunctionChoiceDto {
  type!: 'function';

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => NamedDto)
  function!: NamedDto;
}

/** This custom tool must be called. */
export class CustomChoiceDto {
  type!: 'custom';

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => NamedDto)
  custom!: NamedDto;
}

/** Which of the tools may be called, and whether one must be. */
export class AllowedToolsDto {
  @IsIn(['auto', 'required'])
  mode!: 'auto' | 'required';

  @IsObject({ each: true })
  tools!: object[];
}

/** The choice is among some of the tools. */
export class AllowedToolsChoiceDto {
  type!: 'allowed_tools';

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => AllowedToolsDto)
  allowed_tools!: AllowedToolsDto;
}
