import type { LanguageModelV4FunctionTool, LanguageModelV4ToolChoice } from '@ai-sdk/provider';
import { unsupported } from './refusals';

/** A tool as OpenAI's dialect has it, validated. */
interface WireTool {
  readonly type: 'function' | 'custom';
  readonly function?: {
    readonly name: string;
    readonly description?: string;
    readonly parameters?: LanguageModelV4FunctionTool['inputSchema'];
    readonly strict?: boolean | null;
  };
}

/** A choice of tools as OpenAI's dialect has it, validated. */
type WireToolChoice =
  | 'none'
  | 'auto'
  | 'required'
  | { readonly type: 'function'; readonly function: { readonly name: string } }
  | {
      readonly type: 'allowed_tools';
      readonly allowed_tools: { readonly mode: 'auto' | 'required'; readonly tools: readonly WireTool[] };
    }
  | { readonly type: 'custom' };

interface Tools {
  readonly tools?: LanguageModelV4FunctionTool[];
  readonly toolChoice?: LanguageModelV4ToolChoice;
}

const ANY_OBJECT = { type: 'object', properties: {} } as const;

/**
 * The tools of a request and which of them may be called.
 * @throws GenerationError `unsupported_value` for custom tools, which take free text: no other provider has them
 */
export function toTools(wireTools: unknown, wireChoice: unknown): Tools {
  const tools = ((wireTools ?? []) as readonly WireTool[]).map(toTool);
  const choice = wireChoice as WireToolChoice | undefined;
  if (tools.length === 0) return {};
  if (choice === undefined) return { tools };
  if (typeof choice === 'string') return { tools, toolChoice: { type: choice } };
  switch (choice.type) {
    case 'function':
      return { tools, toolChoice: { type: 'tool', toolName: choice.function.name } };
    case 'allowed_tools': {
      const { mode, tools: allowed } = choice.allowed_tools;
      const names = new Set(allowed.map((tool) => tool.function?.name));
      return { tools: tools.filter(({ name }) => names.has(name)), toolChoice: { type: mode } };
    }
    case 'custom':
      throw unsupported('tool_choice', 'This model has no custom tools.');
  }
}

function toTool({ function: definition }: WireTool, index: number): LanguageModelV4FunctionTool {
  if (!definition) throw unsupported(`tools[${index}]`, 'This model has no custom tools, only functions.');
  const { name, description, parameters = ANY_OBJECT, strict } = definition;
  return {
    ...{ type: 'function', name, inputSchema: parameters },
    ...(description !== undefined && { description }),
    ...(strict && { strict }),
  };
}
