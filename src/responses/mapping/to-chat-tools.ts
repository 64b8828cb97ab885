import type { AllowedToolNamesDto, NamedToolDto, ResponseToolDto } from '../dto/response-tool.dto';

/** A tool in the shape of chat completions: what is named flatly here is nested there. */
export function toChatTool(tool: ResponseToolDto): object {
  const { name } = tool;
  const described = tool.description == null ? { name } : { name, description: tool.description };
  if (tool.type === 'custom') {
    return {
      type: 'custom',
      custom: { ...described, ...(tool.format && { format: toChatFormat(tool.format) }) },
    };
  }
  const { parameters, strict } = tool;
  return {
    type: 'function',
    function: { ...described, ...(parameters != null && { parameters }), ...(strict != null && { strict }) },
  };
}

function toChatFormat(format: NonNullable<Extract<ResponseToolDto, { type: 'custom' }>['format']>): object {
  if (format.type === 'text') return { type: 'text' };
  const { syntax, definition } = format;
  return { type: 'grammar', grammar: { syntax, definition } };
}

/** The choice of a tool in the shape of chat completions. */
export function toChatChoice(choice: string | NamedToolDto | AllowedToolNamesDto): unknown {
  if (typeof choice === 'string') return choice;
  if (choice.type !== 'allowed_tools') return named(choice);
  return { type: 'allowed_tools', allowed_tools: { mode: choice.mode, tools: choice.tools.map(named) } };
}

const named = ({ type, name }: NamedToolDto): object => ({ type, [type]: { name } });
