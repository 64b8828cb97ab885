import { IsIn, IsOptional, IsString } from 'class-validator';
import type { PartDto } from './part.dto';
import { IsParts } from './parts.decorator';

class IdentifiedItemDto {
  /** As it came in an earlier response. A new one is given where it is absent. */
  @IsOptional()
  @IsString()
  id?: string | null;
}

/** What somebody said. `type` may be left out. */
export class MessageItemDto extends IdentifiedItemDto {
  type!: 'message';

  @IsIn(['user', 'assistant', 'system', 'developer'])
  role!: 'user' | 'assistant' | 'system' | 'developer';

  @IsParts()
  content!: string | PartDto[];
}

/** A function that the model called. */
export class FunctionCallItemDto extends IdentifiedItemDto {
  type!: 'function_call';

  @IsString()
  call_id!: string;

  @IsString()
  name!: string;

  /** JSON, as the model wrote it. */
  @IsString()
  arguments!: string;
}

/** What a called function returned. */
export class FunctionCallOutputItemDto extends IdentifiedItemDto {
  type!: 'function_call_output';

  @IsString()
  call_id!: string;

  @IsParts()
  output!: string | PartDto[];
}

/** A custom tool that the model called. */
export class CustomToolCallItemDto extends IdentifiedItemDto {
  type!: 'custom_tool_call';

  @IsString()
  call_id!: string;

  @IsString()
  name!: string;

  @IsString()
  input!: string;
}

/** What a called custom tool returned. */
export class CustomToolCallOutputItemDto extends IdentifiedItemDto {
  type!: 'custom_tool_call_output';

  @IsString()
  call_id!: string;

  @IsParts()
  output!: string | PartDto[];
}

/** Reasoning of an earlier turn: accepted, and not sent on, since no provider takes another's. */
export class ReasoningItemDto extends IdentifiedItemDto {
  type!: 'reasoning';
}

/** Stands for an item of a stored response. */
export class ItemReferenceDto {
  type!: 'item_reference';

  @IsString()
  id!: string;
}

/** The items of an input, by their type. */
export const ITEM_DTOS = {
  message: MessageItemDto,
  function_call: FunctionCallItemDto,
  function_call_output: FunctionCallOutputItemDto,
  custom_tool_call: CustomToolCallItemDto,
  custom_tool_call_output: CustomToolCallOutputItemDto,
  reasoning: ReasoningItemDto,
  item_reference: ItemReferenceDto,
};

export type ItemDto = InstanceType<(typeof ITEM_DTOS)[keyof typeof ITEM_DTOS]>;
