import type { ContentPart, Message } from '../../generation/message';
import type { ResultBlock, ToolResultBlockDto } from '../dto/content-block.dto';
import type { UserTurnDto } from '../dto/turn.dto';
import type { MappedTurn } from './mapped-turn';
import { toParts } from './to-parts';

/** Stands for a result that is nothing but images or documents: a tool's message cannot be without text. */
const ATTACHED = 'The result is attached to the next message.';

interface Said {
  readonly part: ContentPart;
  readonly path: string;
}

/**
 * A user's turn: the results of tool calls first, a message each, since they have to follow the calls, then
 * what was said beside them. A tool's message holds text only, so the images and documents of a result are
 * put at the head of what was said, each behind a line that names the call.
 *
 * That a call failed has no field in OpenAI's shape: the result begins with `Error: `, unless it does so
 * already.
 */
export function toUserTurns({ content }: UserTurnDto, path: string): MappedTurn[] {
  if (typeof content === 'string') return [{ message: { role: 'user', content }, path }];
  const turns: MappedTurn[] = [];
  const attached: Said[] = [];
  const said: Said[] = [];
  for (const [index, block] of content.entries()) {
    const at = `${path}.content[${index}]`;
    if (block.type !== 'tool_result') {
      said.push(...toParts(block).map((part) => ({ part, path: at })));
      continue;
    }
    const attachments = attachmentsOf(block, at);
    turns.push({ message: toolMessage(block, attachments.length > 0), path: at });
    attached.push(...attachments);
  }
  const all = [...attached, ...said];
  if (all.length > 0) turns.push({ message: userMessage(all), path, parts: all.map((one) => one.path) });
  return turns;
}

function userMessage(said: readonly Said[]): Message {
  const parts = said.map(({ part }) => part);
  const [first] = parts;
  // The plain form is understood by every server; content in parts is not.
  return { role: 'user', content: parts.length === 1 && first.type === 'text' ? first.text : parts };
}

function toolMessage({ tool_use_id, content, is_error }: ToolResultBlockDto, attached: boolean): Message {
  const text =
    typeof content === 'string'
      ? content
      : (content ?? []).flatMap((block) => (block.type === 'text' ? block.text : [])).join('\n');
  const shown = text === '' && attached ? ATTACHED : text;
  const failed = is_error === true && !/^\s*error\b/i.test(shown);
  return { role: 'tool', tool_call_id: tool_use_id, content: failed ? `Error: ${shown}` : shown };
}

function attachmentsOf({ tool_use_id: id, content }: ToolResultBlockDto, path: string): Said[] {
  if (!Array.isArray(content)) return [];
  return (content as readonly ResultBlock[]).flatMap((block, index) => {
    if (block.type === 'text') return [];
    const at = `${path}.content[${index}]`;
    const title: ContentPart = { type: 'text', text: `Part of the result of tool call ${id}:` };
    return [title, ...toParts(block)].map((part) => ({ part, path: at }));
  });
}
