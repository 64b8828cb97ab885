import type OpenAI from 'openai';
import type { CreateResponseDto } from '../dto/create-response.dto';
import type { ResponseToolDto } from '../dto/response-tool.dto';

/** What changes while a response is made, what the client works out itself, and what is OpenAI's own. */
type Changing = 'status' | 'completed_at' | 'error' | 'incomplete_details' | 'output' | 'usage';
type Response = OpenAI.Responses.Response;

/** The part of a response that stands from its beginning: who answers, and what was asked for. */
export type ResponseHead = Omit<Response, Changing | 'output_text' | 'access_programs'> & {
  /** Sent by OpenAI, and missing in its client's types. */
  readonly store: boolean;
};

/**
 * Repeats a request the way OpenAI does, its defaults filled in. `strict` is false where it was absent,
 * since a tool is held to its schema here only where that was asked for.
 * @param createdAt seconds since the epoch
 * @param model the model's name as the client asked for it
 */
export function responseHead(
  dto: CreateResponseDto,
  id: string,
  createdAt: number,
  model: string,
): ResponseHead {
  const { text, reasoning, tool_choice: choice } = dto;
  return {
    id,
    object: 'response',
    created_at: createdAt,
    model,
    background: dto.background ?? false,
    instructions: dto.instructions ?? null,
    max_output_tokens: dto.max_output_tokens ?? null,
    max_tool_calls: dto.max_tool_calls ?? null,
    metadata: dto.metadata ?? {},
    parallel_tool_calls: dto.parallel_tool_calls ?? true,
    previous_response_id: dto.previous_response_id ?? null,
    prompt_cache_key: dto.prompt_cache_key ?? null,
    prompt_cache_retention: dto.prompt_cache_retention ?? null,
    reasoning: { effort: reasoning?.effort ?? null, summary: reasoning?.summary ?? null },
    safety_identifier: dto.safety_identifier ?? null,
    store: dto.store ?? true,
    temperature: dto.temperature ?? 1,
    text: {
      format: (text?.format ?? { type: 'text' }) as OpenAI.Responses.ResponseFormatTextConfig,
      ...(text?.verbosity != null && { verbosity: text.verbosity }),
    },
    tool_choice: (choice ?? 'auto') as Response['tool_choice'],
    tools: (dto.tools ?? []).map(toolOf),
    top_logprobs: dto.top_logprobs ?? 0,
    top_p: dto.top_p ?? 1,
    truncation: dto.truncation ?? 'disabled',
    ...(dto.service_tier != null && { service_tier: dto.service_tier }),
    ...(dto.user != null && { user: dto.user }),
  };
}

function toolOf(tool: ResponseToolDto): OpenAI.Responses.Tool {
  if (tool.type === 'custom') return tool as OpenAI.Responses.CustomTool;
  return { ...tool, parameters: tool.parameters ?? null, strict: tool.strict ?? false };
}
