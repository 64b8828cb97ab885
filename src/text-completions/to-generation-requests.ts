import type { GenerationRequest } from '../generation/generation-request';
import type { TextCompletionDto } from './dto/text-completion.dto';

/** What has a field of its own in the request, or concerns the wire only, and so is no parameter. */
const STRUCTURAL: ReadonlySet<string> = new Set([
  ...['model', 'prompt', 'n', 'max_tokens', 'stop', 'temperature', 'top_p', 'seed'],
  ...['stream', 'stream_options', 'echo', 'logprobs', 'best_of', 'suffix'],
]);

/**
 * What a body asks for in the language of the generation: a request for each prompt, as one turn of the
 * user's. `null` means absent.
 *
 * Without `max_tokens` the model's own bound holds. OpenAI's API cuts at 16 tokens then, which fits the base
 * models of its time and would end every answer of a chat model in its first sentence.
 */
export function toGenerationRequests(dto: TextCompletionDto, defaultModel: string): GenerationRequest[] {
  const parameters: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(dto) as [string, unknown][]) {
    if (value != null && !STRUCTURAL.has(name)) parameters[name] = value;
  }
  if (dto.logprobs != null) {
    parameters.logprobs = true;
    if (dto.logprobs > 0) parameters.top_logprobs = dto.logprobs;
  }
  const common = {
    model: dto.model ?? defaultModel,
    choices: dto.n ?? 1,
    maxTokens: dto.max_tokens ?? undefined,
    stop: dto.stop == null ? [] : [dto.stop].flat(),
    temperature: dto.temperature ?? undefined,
    topP: dto.top_p ?? undefined,
    seed: dto.seed ?? undefined,
    parameters,
  };
  return [dto.prompt].flat().map((prompt) => ({ ...common, messages: [{ role: 'user', content: prompt }] }));
}
