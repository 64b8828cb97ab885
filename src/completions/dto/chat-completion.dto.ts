import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
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
import { MESSAGE_DTOS, type MessageDto } from './message.dto';
import { OneOf } from '../../validation/one-of.decorator';
import { JsonObjectFormatDto, JsonSchemaFormatDto, TextFormatDto } from './response-format.dto';
import { SamplingDto } from '../../validation/sampling.dto';
import {
  AllowedToolsChoiceDto,
  CustomChoiceDto,
  CustomToolDto,
  FunctionChoiceDto,
  FunctionDefinitionDto,
  FunctionToolDto,
  NamedDto,
} from './tool.dto';
import { StreamOptionsDto } from '../../validation/stream-options.dto';
import { UnlessOneOf } from '../../validation/unless.decorator';

const TOOL_DTOS = { function: FunctionToolDto, custom: CustomToolDto };
const FORMAT_DTOS = {
  text: TextFormatDto,
  json_object: JsonObjectFormatDto,
  json_schema: JsonSchemaFormatDto,
};
const CHOICE_DTOS = {
  function: FunctionChoiceDto,
  custom: CustomChoiceDto,
  allowed_tools: AllowedToolsChoiceDto,
};
const TOOL_CHOICES = ['none', 'auto', 'required'];

/** The OpenAI dialect: every parameter of OpenAI's chat completions. */
export class ChatCompletionDto extends SamplingDto {
  /** The conversation so far, oldest turn first. */
  @IsArray()
  @ArrayNotEmpty({ message: '$property must contain at least one message' })
  @OneOf('role', MESSAGE_DTOS)
  messages!: MessageDto[];

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

  /** How many choices to generate. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(128)
  n?: number | null;

  /** Upper bound on the tokens of each choice; the newer name of `max_tokens`, over which it wins. */
  @IsOptional()
  @IsInt()
  @Min(1)
  max_completion_tokens?: number | null;

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

  @IsOptional()
  @IsBoolean()
  logprobs?: boolean | null;

  /** Allowed only with `logprobs: true`. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(20)
  top_logprobs?: number | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(128)
  @OneOf('type', TOOL_DTOS)
  tools?: (FunctionToolDto | CustomToolDto)[];

  @IsOptional()
  @UnlessOneOf(TOOL_CHOICES)
  @IsObject({ message: `$property must be ${TOOL_CHOICES.join(', ')} or an object that names a tool` })
  @OneOf('type', CHOICE_DTOS)
  tool_choice?: string | FunctionChoiceDto | CustomChoiceDto | AllowedToolsChoiceDto;

  @IsOptional()
  @IsBoolean()
  parallel_tool_calls?: boolean | null;

  @IsOptional()
  @IsObject()
  @OneOf('type', FORMAT_DTOS)
  response_format?: TextFormatDto | JsonObjectFormatDto | JsonSchemaFormatDto;

  @IsOptional()
  @IsIn(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'])
  reasoning_effort?: string | null;

  @IsOptional()
  @IsIn(['low', 'medium', 'high'])
  verbosity?: string | null;

  @IsOptional()
  @IsIn(['auto', 'default', 'flex', 'scale', 'priority', 'fast'])
  service_tier?: string | null;

  @IsOptional()
  @IsBoolean()
  store?: boolean | null;

  /** Up to 16 pairs; keys of up to 64 characters, values of up to 512. */
  @IsOptional()
  @IsRecordOf({
    rule: 'must have at most 16 pairs, with keys of up to 64 characters and string values of up to 512',
    maxEntries: 16,
    entry: (key, value) => key.length <= 64 && typeof value === 'string' && value.length <= 512,
    values: { type: 'string', maxLength: 512 },
  })
  metadata?: Record<string, string> | null;

  @IsOptional()
  @IsString()
  user?: string;

  @IsOptional()
  @IsString()
  safety_identifier?: string | null;

  @IsOptional()
  @IsString()
  prompt_cache_key?: string | null;

  @IsOptional()
  @IsIn(['in_memory', '24h'])
  prompt_cache_retention?: string | null;

  @IsOptional()
  @IsArray()
  @IsIn(['text', 'audio'], { each: true })
  modalities?: string[] | null;

  /** Parameters of audio output. */
  @IsOptional()
  @IsObject()
  audio?: Record<string, unknown> | null;

  /** Text that the answer is expected to repeat in large part. */
  @IsOptional()
  @IsObject()
  prediction?: Record<string, unknown> | null;

  @IsOptional()
  @IsObject()
  web_search_options?: Record<string, unknown>;

  /** The deprecated form of `tools`. */
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(128)
  @ValidateNested()
  @Type(() => FunctionDefinitionDto)
  functions?: FunctionDefinitionDto[];

  /** The deprecated form of `tool_choice`. */
  @IsOptional()
  @UnlessOneOf(['none', 'auto'])
  @IsObject({ message: '$property must be none, auto or an object that names a function' })
  @ValidateNested()
  @Type(() => NamedDto)
  function_call?: string | NamedDto;
}
