import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
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
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsRecordOf } from '../../validation/is-record-of.decorator';
import { OneOf } from '../../validation/one-of.decorator';
import { UnlessOneOf, UnlessString } from '../../validation/unless.decorator';
import { ITEM_DTOS, type ItemDto } from './item.dto';
import {
  type AllowedToolNamesDto,
  type NamedToolDto,
  RESPONSE_CHOICE_DTOS,
  RESPONSE_TOOL_DTOS,
  type ResponseToolDto,
} from './response-tool.dto';
import { TextConfigDto } from './text-config.dto';

/** How a reasoning model thinks. */
export class ReasoningConfigDto {
  @IsOptional()
  @IsIn(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'])
  effort?: 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | null;

  /** Accepted; reasoning is given as it comes, and never summarised here. */
  @IsOptional()
  @IsIn(['auto', 'concise', 'detailed'])
  summary?: 'auto' | 'concise' | 'detailed' | null;
}

/** What a stream carries beside the answer. */
export class ResponseStreamOptionsDto {
  /** Accepted; events are never padded here. */
  @IsOptional()
  @IsBoolean()
  include_obfuscation?: boolean | null;
}

const INCLUDABLE = [
  ...['file_search_call.results', 'web_search_call.results', 'web_search_call.action.sources'],
  ...['message.input_image.image_url', 'computer_call_output.output.image_url'],
  ...['code_interpreter_call.outputs', 'reasoning.encrypted_content', 'message.output_text.logprobs'],
];
const CHOICE_WORDS = ['none', 'auto', 'required'];

/** A request of OpenAI's Responses API. */
export class CreateResponseDto {
  /** Who answers. The configured default where it is absent. @example 'builtin' */
  @IsOptional()
  @IsString()
  model?: string | null;

  /** A text of the user, or the items of the conversation, oldest first. */
  @ValidateIf(
    (body: CreateResponseDto, value) =>
      typeof value !== 'string' && (value != null || body.previous_response_id == null),
  )
  @UnlessString()
  @IsArray({ message: '$property must be a string or an array of items' })
  @OneOf('type', ITEM_DTOS)
  input?: string | ItemDto[] | null;

  /** Put ahead of the conversation; not carried over to later responses. */
  @IsOptional()
  @IsString()
  instructions?: string | null;

  /** Upper bound on the tokens of the answer, those of reasoning included. */
  @IsOptional()
  @IsInt()
  @Min(1)
  max_output_tokens?: number | null;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(2)
  temperature?: number | null;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  top_p?: number | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(128)
  @OneOf('type', RESPONSE_TOOL_DTOS)
  tools?: ResponseToolDto[] | null;

  @IsOptional()
  @UnlessOneOf(CHOICE_WORDS)
  @IsObject({ message: `$property must be ${CHOICE_WORDS.join(', ')} or an object that names a tool` })
  @OneOf('type', RESPONSE_CHOICE_DTOS)
  tool_choice?: 'none' | 'auto' | 'required' | NamedToolDto | AllowedToolNamesDto | null;

  @IsOptional()
  @IsBoolean()
  parallel_tool_calls?: boolean | null;

  /** Concerns hosted tools, of which there are none here. */
  @IsOptional()
  @IsInt()
  @Min(1)
  max_tool_calls?: number | null;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => TextConfigDto)
  text?: TextConfigDto | null;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ReasoningConfigDto)
  reasoning?: ReasoningConfigDto | null;

  /** Up to 16 pairs; keys of up to 64 characters, values of up to 512. */
  @IsOptional()
  @IsRecordOf({
    rule: 'must have at most 16 pairs, with keys of up to 64 characters and string values of up to 512',
    maxEntries: 16,
    entry: (key, value) => key.length <= 64 && typeof value === 'string' && value.length <= 512,
    values: { type: 'string', maxLength: 512 },
  })
  metadata?: Record<string, string> | null;

  /** Whether the response is kept, to be read or continued later. True where it is absent. */
  @IsOptional()
  @IsBoolean()
  store?: boolean | null;

  /** The response that this one continues. */
  @IsOptional()
  @IsString()
  previous_response_id?: string | null;

  @IsOptional()
  @IsBoolean()
  stream?: boolean | null;

  /** Allowed only with `stream: true`. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ResponseStreamOptionsDto)
  stream_options?: ResponseStreamOptionsDto | null;

  /** Answers at once, and works on when the client leaves. Allowed only where the response is stored. */
  @IsOptional()
  @IsBoolean()
  background?: boolean | null;

  /** What is added to the answer; of these, only the log probabilities exist here. */
  @IsOptional()
  @IsArray()
  @IsIn(INCLUDABLE, { each: true })
  include?: string[] | null;

  /** `auto` is accepted; a conversation that is too long for the model is refused by it all the same. */
  @IsOptional()
  @IsIn(['auto', 'disabled'])
  truncation?: 'auto' | 'disabled' | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(20)
  top_logprobs?: number | null;

  /** The same seed and request give the same text, where the model can do that. Not a parameter of OpenAI's. */
  @IsOptional()
  @IsInt()
  seed?: number | null;

  @IsOptional()
  @IsString()
  user?: string | null;

  @IsOptional()
  @IsString()
  safety_identifier?: string | null;

  @IsOptional()
  @IsString()
  prompt_cache_key?: string | null;

  @IsOptional()
  @IsIn(['in_memory', '24h'])
  prompt_cache_retention?: 'in_memory' | '24h' | null;

  @IsOptional()
  @IsIn(['auto', 'default', 'flex', 'scale', 'priority', 'fast'])
  service_tier?: 'auto' | 'default' | 'flex' | 'scale' | 'priority' | null;
}
