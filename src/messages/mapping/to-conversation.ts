import type { CountTokensDto } from '../dto/count-tokens.dto';
import type { TextBlockDto } from '../dto/content-block.dto';
import type { TurnDto } from '../dto/turn.dto';
import type { MappedTurn } from './mapped-turn';
import { toAssistantTurn } from './to-assistant-turn';
import { toUserTurns } from './to-user-turns';

/** The conversation as chat messages, the instructions first. */
export function toConversation({ system, messages }: CountTokensDto): MappedTurn[] {
  const instructions = instructionsOf(system ?? '');
  return [
    ...(instructions === '' ? [] : [systemTurn(instructions, 'system')]),
    ...messages.flatMap((turn, index) => toTurns(turn, `messages[${index}]`)),
  ];
}

function toTurns(turn: TurnDto, path: string): MappedTurn[] {
  switch (turn.role) {
    case 'user':
      return toUserTurns(turn, path);
    case 'assistant':
      return [toAssistantTurn(turn, path)];
    case 'system':
      return [systemTurn(instructionsOf(turn.content), path)];
  }
}

const systemTurn = (content: string, path: string): MappedTurn => ({
  message: { role: 'system', content },
  path,
});

/** Blocks are paragraphs: joined without a break, one would run into the next. */
const instructionsOf = (system: string | readonly TextBlockDto[]): string =>
  typeof system === 'string' ? system : system.map(({ text }) => text).join('\n\n');
