import { Type } from 'class-transformer';
import {
  IsArray,
  IsDefined,
  IsObject,
  IsOptional,
  IsString,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { ContentPart } from '../../generation/message';
import { IsContent } from './content.decorator';
import { OneOf } from '../../validation/one-of.decorator';

class NamedMessageDto {
  /** Tells speakers of the same role apart. */
  @IsOptional()
  @IsString()
  name?: string;
}

/** Instructions of the application. `developer` is the newer name for `system`. */
export class SystemMessageDto extends NamedMessageDto {
  role!: 'system' | 'developer';

  @IsContent('text')
  content!: string | ContentPart[];
}

/** What the user says. */
export class UserMessageDto extends NamedMessageDto {
  role!: 'user';

  @IsContent('text', 'image_url', 'input_audio', 'file')
  content!: string | ContentPart[];
}

/** The name and arguments of a called function. */
export class CalledFunctionDto {
  @IsString()
  name!: string;

  /** JSON, as the model wrote it. */
  @IsString()
  arguments!: string;
}

/** The name and input of a called custom tool. */
export class CalledCustomToolDto {
  @IsString()
  name!: string;

  @IsString()
  input!: string;
}

/** A function that the assistant called. */
export class FunctionCallDto {
  type!: 'function';

  @IsString()
  id!: string;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => CalledFunctionDto)
  function!: CalledFunctionDto;
}

/** A custom tool that the assistant called. */
export class CustomCallDto {
  type!: 'custom';

  @IsString()
  id!: string;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => CalledCustomToolDto)
  custom!: CalledCustomToolDto;
}

/** What the assistant said or called. Content may be absent only beside calls, a refusal or audio. */
export class AssistantMessageDto extends NamedMessageDto {
  role!: 'assistant';

  @ValidateIf(
    (message: AssistantMessageDto, value) =>
      value != null || !(message.tool_calls ?? message.function_call ?? message.refusal ?? message.audio),
  )
  @IsContent('text', 'refusal')
  content?: string | ContentPart[] | null;

  @IsOptional()
  @IsString()
  refusal?: string | null;

  @IsOptional()
  @IsArray()
  @OneOf('type', { function: FunctionCallDto, custom: CustomCallDto })
  tool_calls?: (FunctionCallDto | CustomCallDto)[];

  /** The deprecated form of a call. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => CalledFunctionDto)
  function_call?: CalledFunctionDto | null;

  /** A reference to earlier audio. */
  @IsOptional()
  @IsObject()
  audio?: object | null;
}

/** The result of a tool call. */
export class ToolMessageDto {
  role!: 'tool';

  @IsContent('text')
  content!: string | ContentPart[];

  @IsString()
  tool_call_id!: string;
}

/** The deprecated form of a tool's result. */
export class FunctionMessageDto {
  role!: 'function';

  @IsString()
  name!: string;

  @ValidateIf((_, value) => value !== null)
  @IsString()
  content!: string | null;
}

/** A turn of the conversation, by its role. */
export const MESSAGE_DTOS = {
  system: SystemMessageDto,
  developer: SystemMessageDto,
  user: UserMessageDto,
  assistant: AssistantMessageDto,
  tool: ToolMessageDto,
  function: FunctionMessageDto,
};

export type MessageDto = InstanceType<(typeof MESSAGE_DTOS)[keyof typeof MESSAGE_DTOS]>;
