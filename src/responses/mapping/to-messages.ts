import { GenerationError } from '../../generation/generation-error';
import type { Message, MessageToolCall } from '../../generation/message';
import type { ItemDto } from '../dto/item.dto';
import type { PartDto } from '../dto/part.dto';
import { toContent } from './to-content';

/** A message that takes calls while it is the last one. */
type OpenMessage = Message & { tool_calls?: MessageToolCall[] };

/**
 * The items of a conversation as chat messages. Calls that follow each other, or the text they belong to, are
 * one turn of the assistant, since that is where chat messages have them; reasoning is left out.
 * @param offset how many items of earlier responses are ahead: the paths of errors count without them
 * @throws GenerationError `unsupported_value` naming a part that chat messages cannot carry
 */
export function toMessages(items: readonly ItemDto[], offset = 0): Message[] {
  const messages: OpenMessage[] = [];
  for (const [position, item] of items.entries()) {
    const path = `input[${position - offset}]`;
    switch (item.type) {
      case 'message':
        messages.push({ role: item.role, content: toContent(item.content, `${path}.content`) });
        break;
      case 'function_call':
        callOf(messages).push({
          id: item.call_id,
          type: 'function',
          function: { name: item.name, arguments: item.arguments },
        });
        break;
      case 'custom_tool_call':
        callOf(messages).push({
          id: item.call_id,
          type: 'custom',
          custom: { name: item.name, input: item.input },
        });
        break;
      case 'function_call_output':
      case 'custom_tool_call_output':
        messages.push({
          role: 'tool',
          tool_call_id: item.call_id,
          content: textContent(item.output, `${path}.output`),
        });
        break;
      case 'reasoning':
        break;
      case 'item_reference':
        throw new Error('References are resolved before items become messages.');
    }
  }
  return messages;
}

/** The calls of the assistant's turn that is going on; a new turn where none is. */
function callOf(messages: OpenMessage[]): MessageToolCall[] {
  let last = messages.at(-1);
  if (last?.role !== 'assistant') messages.push((last = { role: 'assistant', content: null }));
  return (last.tool_calls ??= []);
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
