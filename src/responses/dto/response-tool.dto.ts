import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Matches,
} from 'class-validator';
import { OneOf } from '../../validation/one-of.decorator';

const NAME = /^[a-zA-Z0-9_-]{1,128}$/;
const nameRule = { message: '$property must be 1 to 128 letters, digits, underscores or dashes' };

/** A function that the model may call. */
export class ResponseFunctionToolDto {
  type!: 'function';

  /** @example 'get_weather' */
  @Matches(NAME, nameRule)
  name!: string;

  @IsOptional()
  @IsString()
  description?: string | null;

  /** A JSON schema of the arguments. */
  @IsOptional()
  @IsObject()
  parameters?: Record<string, unknown> | null;

  /** Hold the model to the schema exactly. */
  @IsOptional()
  @IsBoolean()
  strict?: boolean | null;
}

/** How the input of a custom tool is constrained. */
export class ToolInputTextDto {
  type!: 'text';
}

/** The input of a custom tool keeps to a grammar. */
export class ToolInputGrammarDto {
  type!: 'grammar';

  @IsIn(['lark', 'regex'])
  syntax!: 'lark' | 'regex';

  @IsString()
  definition!: string;
}

/** A tool with free-form input. */
export class ResponseCustomToolDto {
  type!: 'custom';

  @Matches(NAME, nameRule)
  name!: string;

  @IsOptional()
  @IsString()
  description?: string | null;

  @IsOptional()
  @IsObject()
  @OneOf('type', { text: ToolInputTextDto, grammar: ToolInputGrammarDto })
  format?: ToolInputTextDto | ToolInputGrammarDto | null;
}

export type ResponseToolDto = ResponseFunctionToolDto | ResponseCustomToolDto;

/** The tools of a request, by their type. */
export const RESPONSE_TOOL_DTOS = { function: ResponseFunctionToolDto, custom: ResponseCustomToolDto };

/** This tool must be called; also names a tool among the allowed ones. */
export class NamedToolDto {
  @IsIn(['function', 'custom'])
  type!: 'function' | 'custom';

  @IsString()
  name!: string;
}

/** The choice is among some of the tools. */
export class AllowedToolNamesDto {
  type!: 'allowed_tools';

  @IsIn(['auto', 'required'])
  mode!: 'auto' | 'required';

  @IsArray()
  @ArrayNotEmpty()
  @OneOf('type', { function: NamedToolDto, custom: NamedToolDto })
  tools!: NamedToolDto[];
}

/** Choices of a tool that are no words, by their type. */
export const RESPONSE_CHOICE_DTOS = {
  function: NamedToolDto,
  custom: NamedToolDto,
  allowed_tools: AllowedToolNamesDto,
};
