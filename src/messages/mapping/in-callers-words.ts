import { GenerationError } from '../../generation/generation-error';
import type { CreateMessageDto } from '../dto/create-message.dto';
import { toConversation } from './to-conversation';
import type { MappedTurn } from './mapped-turn';

/** A place in the mapped conversation: the turn, and in it a part or a call, with whatever is below. */
const PLACE = /\bmessages\.?\[(\d+)\](?:\.(content|tool_calls)\.?\[(\d+)\])?(?:\.?\w+|\[\d+\])*/g;

/** What is called otherwise in this dialect. */
const NAMES: Readonly<Record<string, string>> = {
  stop: 'stop_sequences',
  max_completion_tokens: 'max_tokens',
  parallel_tool_calls: 'tool_choice.disable_parallel_tool_use',
  response_format: 'output_config.format',
  user: 'metadata.user_id',
};
/** Kinds of content, as other dialects call them. */
const CONTENT_TYPE = /\btype (['"`])(image_url|file)\1/g;

/**
 * A refusal of the mapped request in the words of the one that the caller sent: parameters by this dialect's
 * names, and places in the conversation where the caller has them. Other failures stay as they are.
 */
export function inCallersWords(error: unknown, dto: CreateMessageDto): unknown {
  if (!(error instanceof GenerationError) || error.status !== 400 || error.param === null) return error;
  const turns = toConversation(dto);
  const names = { ...NAMES, reasoning_effort: effortName(dto) };
  const param = nameOf(replacePlaces(error.param, turns), names);
  const message = replacePlaces(error.message, turns)
    .replace(CONTENT_TYPE, (_, quote: string, type: string) => {
      return `type ${quote}${type === 'file' ? 'document' : 'image'}${quote}`;
    })
    .replace(/(['"`])([\w.]+)\1/g, (quoted, quote: string, word: string) =>
      word === error.param ? quote + param + quote : quoted,
    );
  return new GenerationError(error.code, message, { param, cause: error.cause });
}

const effortName = ({ thinking }: CreateMessageDto): string =>
  thinking && thinking.type !== 'adaptive' ? 'thinking' : 'output_config.effort';

const nameOf = (name: string, names: Readonly<Record<string, string>>): string =>
  Object.hasOwn(names, name) ? names[name] : name;

function replacePlaces(text: string, turns: readonly MappedTurn[]): string {
  return text.replace(PLACE, (_, turn: string, kind: string | undefined, index: string) => {
    const mapped = turns[Number(turn)] as MappedTurn | undefined;
    if (!mapped) return 'messages';
    const inside = kind === 'content' ? mapped.parts : kind === 'tool_calls' ? mapped.calls : undefined;
    return inside?.[Number(index)] ?? mapped.path;
  });
}
