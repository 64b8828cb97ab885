import {
  type ContentPart,
  type MessageToolCall,
  REASONING,
  type ReasoningPart,
} from '../../generation/message';
import type { AssistantTurnDto } from '../dto/turn.dto';
import type { MappedTurn } from './mapped-turn';

/**
 * An assistant's turn: its texts, and beside them its calls. Reasoning goes back to a provider that signed
 * it; without a signature nobody takes it back.
 */
export function toAssistantTurn({ content }: AssistantTurnDto, path: string): MappedTurn {
  if (typeof content === 'string') return { message: { role: 'assistant', content }, path };
  const texts: ContentPart[] = [];
  const parts: string[] = [];
  const toolCalls: MessageToolCall[] = [];
  const calls: string[] = [];
  const reasoning: ReasoningPart[] = [];
  for (const [index, block] of content.entries()) {
    const at = `${path}.content[${index}]`;
    if (block.type === 'text') {
      texts.push({ type: 'text', text: block.text });
      parts.push(at);
    } else if (block.type === 'tool_use') {
      const { id, name, input } = block;
      toolCalls.push({ id, type: 'function', function: { name, arguments: JSON.stringify(input) } });
      calls.push(at);
    } else if (block.type === 'redacted_thinking') reasoning.push({ redacted: block.data });
    else if (block.signature) reasoning.push({ text: block.thinking, signature: block.signature });
  }
  const message = {
    role: 'assistant' as const,
    content: contentOf(texts, toolCalls.length > 0),
    ...(toolCalls.length > 0 && { tool_calls: toolCalls }),
    ...(reasoning.length > 0 && { [REASONING]: reasoning }),
  };
  return { message, path, parts, calls };
}

function contentOf(texts: readonly ContentPart[], hasCalls: boolean): string | readonly ContentPart[] | null {
  const [first] = texts;
  if (texts.length > 1) return texts;
  if (first?.type === 'text') return first.text;
  return hasCalls ? null : '';
}
