import { ArrayNotEmpty, IsArray } from 'class-validator';
import { OneOf } from '../../validation/one-of.decorator';
import { UnlessString } from '../../validation/unless.decorator';
import {
  ASSISTANT_BLOCKS,
  type AssistantBlock,
  TextBlockDto,
  USER_BLOCKS,
  type UserBlock,
} from './content-block.dto';

const contentRule = { message: '$property must be a string or an array of content blocks' };
const notEmpty = { message: '$property must contain at least one block' };

/** What the user says, and what tools answered. */
export class UserTurnDto {
  role!: 'user';

  @UnlessString()
  @IsArray(contentRule)
  @ArrayNotEmpty(notEmpty)
  @OneOf('type', USER_BLOCKS)
  content!: string | UserBlock[];
}

/** What the assistant said or called. As the last turn, it is the beginning of the answer. */
export class AssistantTurnDto {
  role!: 'assistant';

  @UnlessString()
  @IsArray(contentRule)
  @OneOf('type', ASSISTANT_BLOCKS)
  content!: string | AssistantBlock[];
}

/** Instructions of the application in the middle of a conversation. */
export class SystemTurnDto {
  role!: 'system';

  @UnlessString()
  @IsArray(contentRule)
  @ArrayNotEmpty(notEmpty)
  @OneOf('type', { text: TextBlockDto })
  content!: string | TextBlockDto[];
}

/** A turn of the conversation, by its role. */
export const TURNS = { user: UserTurnDto, assistant: AssistantTurnDto, system: SystemTurnDto };

export type TurnDto = UserTurnDto | AssistantTurnDto | SystemTurnDto;
