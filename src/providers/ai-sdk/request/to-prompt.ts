import type { LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider';
import {
  type ContentPart,
  type Message,
  REASONING,
  type ReasoningPart,
  textOf,
} from '../../../generation/message';
import { invalid, unsupported } from './refusals';
import { type SupportedUrls, toFilePart } from './to-file-part';

type Assistant = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'];
type User = Extract<LanguageModelV4Message, { role: 'user' }>['content'];
type ToolResult = Extract<LanguageModelV4Message, { role: 'tool' }>['content'][number];

/**
 * The conversation as the packages take it. The results of one turn's tool calls are put together, as
 * providers want them; a message's `name` and an image's `detail` have no place there.
 * @param urls what the model fetches itself
 * @param signer the provider's name for its own options, where it wants the reasoning back that it signed
 * @throws GenerationError naming the part of the conversation that cannot be carried
 */
export function toPrompt(
  messages: readonly Message[],
  urls: SupportedUrls,
  signer?: string,
): LanguageModelV4Prompt {
  const prompt: LanguageModelV4Prompt = [];
  /** Tools by the ids of their calls: a result names its call only, and providers want to know the tool. */
  const tools = new Map<string, string>();
  for (const [turn, message] of messages.entries()) {
    const path = `messages[${turn}]`;
    switch (message.role) {
      case 'system':
      case 'developer':
        prompt.push({ role: 'system', content: textOf(message) });
        break;
      case 'user':
        prompt.push({ role: 'user', content: userParts(message, path, urls) });
        break;
      case 'assistant': {
        const content = [...reasoningParts(message, signer), ...assistantParts(message, path)];
        for (const part of content) if (part.type === 'tool-call') tools.set(part.toolCallId, part.toolName);
        if (content.length > 0) prompt.push({ role: 'assistant', content });
        break;
      }
      case 'tool': {
        const result = toolResult(message, path, tools);
        const last = prompt.at(-1);
        if (last?.role === 'tool') last.content.push(result);
        else prompt.push({ role: 'tool', content: [result] });
        break;
      }
      case 'function':
        throw unsupported(`${path}.role`, "This model does not know the role 'function'; use 'tool'.");
    }
  }
  return prompt;
}

function userParts({ content }: Message, path: string, urls: SupportedUrls): User {
  return partsOf(content).map((part, index) => {
    if (part.type === 'text') return { type: 'text', text: part.text };
    if (part.type === 'refusal') return { type: 'text', text: part.refusal };
    return toFilePart(part, `${path}.content[${index}]`, urls);
  });
}

function reasoningParts({ [REASONING]: parts = [] }: Message, signer: string | undefined): Assistant {
  if (signer === undefined) return [];
  return parts.map((part: ReasoningPart) =>
    'redacted' in part
      ? { type: 'reasoning', text: '', providerOptions: { [signer]: { redactedData: part.redacted } } }
      : {
          ...{ type: 'reasoning', text: part.text },
          providerOptions: { [signer]: { signature: part.signature } },
        },
  );
}

function assistantParts({ content, refusal, tool_calls: calls = [] }: Message, path: string): Assistant {
  const texts = partsOf(content).map((part) =>
    part.type === 'text' ? part.text : part.type === 'refusal' ? part.refusal : '',
  );
  // Providers refuse empty texts, and OpenAI's own clients send them beside tool calls.
  const said = [...texts, refusal ?? ''].filter((text) => text !== '');
  return [
    ...said.map((text) => ({ type: 'text' as const, text })),
    ...calls.map(({ id, function: called }, index) => {
      if (!called) throw unsupported(`${path}.tool_calls[${index}]`, 'This model has no custom tools.');
      const input = argumentsOf(called.arguments, `${path}.tool_calls[${index}].function.arguments`);
      return { type: 'tool-call' as const, toolCallId: id, toolName: called.name, input };
    }),
  ];
}

function toolResult(message: Message, path: string, tools: ReadonlyMap<string, string>): ToolResult {
  const id = message.tool_call_id ?? '';
  const toolName = tools.get(id);
  if (toolName === undefined) {
    throw invalid(`${path}.tool_call_id`, 'no earlier message has a tool call of this id');
  }
  return { type: 'tool-result', toolCallId: id, toolName, output: { type: 'text', value: textOf(message) } };
}

function argumentsOf(json: string, path: string): unknown {
  if (json.trim() === '') return {};
  try {
    return JSON.parse(json);
  } catch {
    throw invalid(path, 'must be JSON');
  }
}

const partsOf = (content: Message['content']): readonly ContentPart[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);
