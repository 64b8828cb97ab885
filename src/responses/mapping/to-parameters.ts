import type { CreateResponseDto } from '../dto/create-response.dto';
import type { TextShapeDto } from '../dto/text-config.dto';
import { toChatChoice, toChatTool } from './to-chat-tools';

/** What has a place of its own in the request, concerns this service only, or is translated below. */
const NOT_PASSED_ON: ReadonlySet<string> = new Set([
  ...['model', 'input', 'instructions', 'max_output_tokens', 'temperature', 'top_p', 'seed'],
  ...['previous_response_id', 'stream', 'stream_options', 'background', 'include', 'truncation'],
  ...['max_tool_calls', 'top_logprobs', 'text', 'reasoning', 'tools', 'tool_choice', 'parallel_tool_calls'],
  // Nothing that could take the place of a parameter of the generation itself.
  ...['store', 'logprobs', 'logit_bias', 'modalities', 'audio'],
]);

/** The parameters by their names in chat completions. `null` means absent, as in OpenAI's API. */
export function toParameters(dto: CreateResponseDto): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(dto) as [string, unknown][]) {
    if (value != null && !NOT_PASSED_ON.has(name)) parameters[name] = value;
  }
  const { text, reasoning } = dto;
  // Its absence says no to every upstream, and some know no such parameter.
  if (dto.store === true) parameters.store = true;
  if (text?.format && text.format.type !== 'text') parameters.response_format = toResponseFormat(text.format);
  if (text?.verbosity != null) parameters.verbosity = text.verbosity;
  if (reasoning?.effort != null) parameters.reasoning_effort = reasoning.effort;
  if (wantsLogprobs(dto)) {
    parameters.logprobs = true;
    if (dto.top_logprobs != null) parameters.top_logprobs = dto.top_logprobs;
  }
  // Chat completions refuse what is said of tools where there are none.
  if (dto.tools?.length) {
    parameters.tools = dto.tools.map(toChatTool);
    if (dto.tool_choice != null) parameters.tool_choice = toChatChoice(dto.tool_choice);
    if (dto.parallel_tool_calls != null) parameters.parallel_tool_calls = dto.parallel_tool_calls;
  }
  return parameters;
}

function toResponseFormat(format: TextShapeDto): object {
  if (format.type !== 'json_schema') return { type: format.type };
  const { name, description, schema, strict } = format;
  return {
    type: 'json_schema',
    json_schema: {
      ...{ name, schema },
      ...(description != null && { description }),
      ...(strict != null && { strict }),
    },
  };
}

const wantsLogprobs = ({ include, top_logprobs: top }: CreateResponseDto): boolean =>
  (include?.includes('message.output_text.logprobs') ?? false) || (top ?? 0) > 0;
