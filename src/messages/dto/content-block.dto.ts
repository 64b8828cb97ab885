import { IsArray, IsBoolean, IsDefined, IsObject, IsOptional, IsString, Matches } from 'class-validator';
import { OneOf } from '../../validation/one-of.decorator';
import { UnlessString } from '../../validation/unless.decorator';
import { DOCUMENT_SOURCES, type DocumentSource, IMAGE_SOURCES, type ImageSource } from './source.dto';

/** Text. */
export class TextBlockDto {
  type!: 'text';

  /** @example 'Explain streaming APIs' */
  @IsString()
  text!: string;
}

/** An image. */
export class ImageBlockDto {
  type!: 'image';

  @IsDefined()
  @IsObject()
  @OneOf('type', IMAGE_SOURCES)
  source!: ImageSource;
}

/** A document. */
export class DocumentBlockDto {
  type!: 'document';

  @IsDefined()
  @IsObject()
  @OneOf('type', DOCUMENT_SOURCES)
  source!: DocumentSource;

  @IsOptional()
  @IsString()
  title?: string | null;

  /** What the document is, for the model; it is not cited. */
  @IsOptional()
  @IsString()
  context?: string | null;
}

/** A call that the assistant made. */
export class ToolUseBlockDto {
  type!: 'tool_use';

  @IsString()
  id!: string;

  @Matches(/^[a-zA-Z0-9_-]{1,128}$/, {
    message: '$property must be 1 to 128 letters, digits, underscores or dashes',
  })
  name!: string;

  @IsDefined()
  @IsObject()
  input!: Record<string, unknown>;
}

/** What a tool result may consist of. */
const RESULT_BLOCKS = { text: TextBlockDto, image: ImageBlockDto, document: DocumentBlockDto };

export type ResultBlock = TextBlockDto | ImageBlockDto | DocumentBlockDto;

/** What a tool answered. */
export class ToolResultBlockDto {
  type!: 'tool_result';

  /** The id of the call that this answers. */
  @IsString()
  tool_use_id!: string;

  @IsOptional()
  @UnlessString()
  @IsArray({ message: '$property must be a string or an array of content blocks' })
  @OneOf('type', RESULT_BLOCKS)
  content?: string | ResultBlock[];

  @IsOptional()
  @IsBoolean()
  is_error?: boolean | null;
}

/** The assistant's visible reasoning in an earlier turn. */
export class ThinkingBlockDto {
  type!: 'thinking';

  @IsString()
  thinking!: string;

  /** Proves to its provider that the reasoning is the model's own; opaque. */
  @IsOptional()
  @IsString()
  signature?: string;
}

/** Reasoning that only its provider can read. */
export class RedactedThinkingBlockDto {
  type!: 'redacted_thinking';

  @IsString()
  data!: string;
}

/** What a user's turn may consist of. */
export const USER_BLOCKS = { ...RESULT_BLOCKS, tool_result: ToolResultBlockDto };

/** What an assistant's turn may consist of. */
export const ASSISTANT_BLOCKS = {
  text: TextBlockDto,
  tool_use: ToolUseBlockDto,
  thinking: ThinkingBlockDto,
  redacted_thinking: RedactedThinkingBlockDto,
};

export type UserBlock = ResultBlock | ToolResultBlockDto;
export type AssistantBlock = TextBlockDto | ToolUseBlockDto | ThinkingBlockDto | RedactedThinkingBlockDto;
