import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  ValidateIf,
} from 'class-validator';

const NAME = /^[a-zA-Z0-9_-]{1,128}$/;
const nameRule = { message: '$property must be 1 to 128 letters, digits, underscores or dashes' };
/** Whether a tool is the caller's own, which is all that is known here; the type is absent mostly. */
const isOwn = ({ type }: MessageToolDto): boolean => type == null || type === 'custom';

/** A tool that the caller runs. */
export class MessageToolDto {
  /** Absent, or `custom`. Tools that Anthropic's own servers run are not there for other models. */
  @IsOptional()
  @IsIn(['custom'], {
    message:
      'Tools that run on the server or have a schema of their own (web_search, bash, text_editor and the like) are not available here. Use tools with an input_schema.',
  })
  type?: 'custom' | null;

  /** @example 'get_weather' */
  @ValidateIf(isOwn)
  @Matches(NAME, nameRule)
  name!: string;

  @IsOptional()
  @IsString()
  description?: string;

  /** A JSON schema of the input. */
  @ValidateIf(isOwn)
  @IsDefined()
  @IsObject()
  input_schema!: Record<string, unknown>;

  /** Hold the model to the schema exactly. */
  @IsOptional()
  @IsBoolean()
  strict?: boolean;
}

class ParallelToolUseDto {
  /** True: at most one call in the answer. */
  @IsOptional()
  @IsBoolean()
  disable_parallel_tool_use?: boolean;
}

/** The model decides. */
export class AutoToolChoiceDto extends ParallelToolUseDto {
  type!: 'auto';
}

/** Some tool must be called. */
export class AnyToolChoiceDto extends ParallelToolUseDto {
  type!: 'any';
}

/** This tool must be called. */
export class NamedToolChoiceDto extends ParallelToolUseDto {
  type!: 'tool';

  @IsString()
  name!: string;
}

/** No tool may be called. */
export class NoToolChoiceDto {
  type!: 'none';
}

/** Whether and what the model must call. */
export const TOOL_CHOICES = {
  auto: AutoToolChoiceDto,
  any: AnyToolChoiceDto,
  tool: NamedToolChoiceDto,
  none: NoToolChoiceDto,
};

export type ToolChoice = AutoToolChoiceDto | AnyToolChoiceDto | NamedToolChoiceDto | NoToolChoiceDto;
