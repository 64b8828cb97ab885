import { ArrayNotEmpty, IsArray, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { OneOf } from '../../validation/one-of.decorator';
import { UnlessString } from '../../validation/unless.decorator';
import { TextBlockDto } from './content-block.dto';
import { MessageToolDto, TOOL_CHOICES, type ToolChoice } from './message-tool.dto';
import { OutputConfigDto } from './output-config.dto';
import { THINKING, type Thinking } from './thinking.dto';
import { TURNS, type TurnDto } from './turn.dto';

/** What a request costs tokens by; also the whole body of a count. */
export class CountTokensDto {
  /** Who answers. The configured default where it is absent. @example 'builtin' */
  @IsOptional()
  @IsString()
  model?: string;

  /** The conversation so far, oldest turn first. */
  @IsArray()
  @ArrayNotEmpty({ message: '$property must contain at least one message' })
  @OneOf('role', TURNS)
  messages!: TurnDto[];

  /** Instructions of the application. */
  @IsOptional()
  @UnlessString()
  @IsArray({ message: '$property must be a string or an array of text blocks' })
  @OneOf('type', { text: TextBlockDto })
  system?: string | TextBlockDto[];

  /** What the model may call. */
  @IsOptional()
  @IsArray()
  @ValidateNested()
  @Type(() => MessageToolDto)
  tools?: MessageToolDto[];

  /** Whether and what it must call. */
  @IsOptional()
  @IsObject()
  @OneOf('type', TOOL_CHOICES)
  tool_choice?: ToolChoice;

  /** How much it thinks before it answers. */
  @IsOptional()
  @IsObject()
  @OneOf('type', THINKING)
  thinking?: Thinking;

  /** What is wanted of the answer as a whole. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => OutputConfigDto)
  output_config?: OutputConfigDto;

  /** Servers of tools that the model's provider would call; they are not available here. */
  @IsOptional()
  @IsArray()
  mcp_servers?: unknown[];
}
