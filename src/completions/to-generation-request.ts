import type { GenerationRequest } from '../generation/generation-request';
import type { ChatCompletionDto } from './dto/chat-completion.dto';
import { PromptCompletionDto } from './dto/prompt-completion.dto';

/** What has a field of its own in the request, or concerns the wire only, and so is no parameter. */
const STRUCTURAL: ReadonlySet<string> = new Set([
  ...['model', 'messages', 'prompt', 'n', 'max_tokens', 'max_completion_tokens', 'stop'],
  ...['temperature', 'top_p', 'seed', 'stream', 'stream_options'],
]);

/** What either dialect asks for, in the language of the generation. `null` means absent, as in OpenAI's API. */
export function toGenerationRequest(
  dto: ChatCompletionDto | PromptCompletionDto,
  defaultModel: string,
): GenerationRequest {
  const parameters: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(dto) as [string, unknown][]) {
    if (value != null && !STRUCTURAL.has(name)) parameters[name] = value;
  }
  const prompt = dto instanceof PromptCompletionDto;
  const newerMaxTokens = (prompt ? undefined : dto.max_completion_tokens) ?? undefined;
  return {
    model: dto.model ?? defaultModel,
    messages: prompt ? [{ role: 'user', content: dto.prompt }] : dto.messages,
    choices: (prompt ? undefined : dto.n) ?? 1,
    maxTokens: newerMaxTokens ?? dto.max_tokens ?? undefined,
    maxTokensName: newerMaxTokens === undefined ? 'max_tokens' : 'max_completion_tokens',
    stop: dto.stop == null ? [] : [dto.stop].flat(),
    temperature: dto.temperature ?? undefined,
    topP: dto.top_p ?? undefined,
    seed: dto.seed ?? undefined,
    parameters,
  };
}
