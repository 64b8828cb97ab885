import { GenerationError } from '../../generation/generation-error';
import type { Message, MessageToolCall } from '../../generation/message';
import type { ItemDto, MessageItemDto } from '../dto/item.dto';
import type { PartDto } from '../dto/part.dto';
import { toContent } from './to-content';

/** A message with the place in the request that it comes from. */
export interface PlacedMessage {
  readonly message: Message;
  /** The item, or the first of those that make up the message, e.g. `input[2]`. */
  readonly path: string;
  /** What the message's content comes from, e.g. `input[2].output`. */
  readonly contentPath: string;
}

type OpenMessage = Omit<Message, 'tool_calls'> & { readonly tool_calls?: MessageToolCall[] };
type Open = PlacedMessage & { readonly message: OpenMessage };

/**
 * The items of a conversation as chat messages. Calls that follow each other, and the text beside them, are
 * one turn of the assistant, since that is where chat messages have them; reasoning is left out.
 * @param pathOf an item's place in the request, by its position
 * @throws GenerationError `unsupported_value` naming a part that chat messages cannot carry
 */
export function toMessages(items: readonly ItemDto[], pathOf: (position: number) => string): PlacedMessage[] {
  const placed: Open[] = [];
  for (const [position, item] of items.entries()) addItem(placed, item, pathOf(position));
  return placed;
}

function addItem(placed: Open[], item: ItemDto, path: string): void {
  switch (item.type) {
    case 'message':
      return addMessage(placed, item, path);
    case 'function_call': {
      const called = { name: item.name, arguments: item.arguments };
      return addCall(placed, { id: item.call_id, type: 'function', function: called }, path);
    }
    case 'custom_tool_call': {
      const called = { name: item.name, input: item.input };
      return addCall(placed, { id: item.call_id, type: 'custom', custom: called }, path);
    }
    case 'function_call_output':
    case 'custom_tool_call_output': {
      const contentPath = `${path}.output`;
      const content = textContent(item.output, contentPath);
      placed.push({ message: { role: 'tool', tool_call_id: item.call_id, content }, path, contentPath });
      return;
    }
    case 'reasoning':
      return;
    case 'item_reference':
      throw new Error('References are resolved before items become messages.');
  }
}

function addMessage(placed: Open[], { role, content }: MessageItemDto, path: string): void {
  const contentPath = `${path}.content`;
  const message: OpenMessage = { role, content: toContent(content, contentPath) };
  const last = placed.at(-1);
  // The results have to follow the calls at once, so what is said behind these goes into their turn.
  if (role === 'assistant' && last?.message.tool_calls && last.message.content === null) {
    placed[placed.length - 1] = { ...last, message: { ...last.message, ...message }, contentPath };
  } else placed.push({ message, path, contentPath });
}

/** Adds a call to the assistant's turn that is going on, or begins one. */
function addCall(placed: Open[], call: MessageToolCall, path: string): void {
  const last = placed.at(-1);
  if (last?.message.role !== 'assistant') {
    const message: OpenMessage = { role: 'assistant', content: null, tool_calls: [call] };
    placed.push({ message, path, contentPath: path });
  } else if (last.message.tool_calls) last.message.tool_calls.push(call);
  else placed[placed.length - 1] = { ...last, message: { ...last.message, tool_calls: [call] } };
}

/** Chat messages have nothing but text in the result of a tool. */
function textContent(output: string | readonly PartDto[], path: string): Message['content'] {
  const content = toContent(output, path);
  if (typeof content === 'string') return content;
  const other = content.findIndex((part) => part.type !== 'text');
  if (other === -1) return content;
  throw new GenerationError('unsupported_value', "A tool's output can be text only on this server.", {
    param: `${path}[${other}]`,
  });
}
