import type { MessageToolDto, ToolChoice } from '../dto/message-tool.dto';

type Parameters = Readonly<Record<string, unknown>>;

const CHOICES = { auto: 'auto', any: 'required', none: 'none' } as const;

/** The tools and the choice among them, as parameters of OpenAI's chat completions. */
export function toTools(tools?: readonly MessageToolDto[] | null, choice?: ToolChoice | null): Parameters {
  if (!tools?.length) return {};
  return { tools: tools.map(toFunction), ...(choice && toChoice(choice)) };
}

function toFunction({ name, description, input_schema, strict }: MessageToolDto): object {
  return {
    type: 'function',
    function: {
      name,
      ...(description != null && { description }),
      parameters: input_schema,
      ...(strict != null && { strict }),
    },
  };
}

function toChoice(choice: ToolChoice): Parameters {
  const oneCall = choice.type !== 'none' && choice.disable_parallel_tool_use === true;
  return {
    tool_choice:
      choice.type === 'tool' ? { type: 'function', function: { name: choice.name } } : CHOICES[choice.type],
    ...(oneCall && { parallel_tool_calls: false }),
  };
}
