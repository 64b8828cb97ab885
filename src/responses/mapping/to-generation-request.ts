import { GenerationError } from '../../generation/generation-error';
import type { GenerationRequest } from '../../generation/generation-request';
import type { CreateResponseDto } from '../dto/create-response.dto';
import type { Conversation } from '../store/conversation';
import { type PlacedMessage, toMessages } from './to-messages';
import { toParameters } from './to-parameters';

/** What is asked for in the language of the generation, and where each of its messages comes from. */
interface MappedRequest {
  readonly request: GenerationRequest;
  readonly placed: readonly PlacedMessage[];
}

/**
 * Maps a request.
 * @param model who answers
 * @throws GenerationError naming what cannot be carried
 */
export function toGenerationRequest(
  dto: CreateResponseDto,
  { earlierItems, input }: Conversation,
  model: string,
): MappedRequest {
  const placed = toMessages([...earlierItems, ...input], (position) => {
    if (position < earlierItems.length) return 'previous_response_id';
    return typeof dto.input === 'string' ? 'input' : `input[${position - earlierItems.length}]`;
  });
  if (placed.length === 0) {
    throw new GenerationError('invalid_value', "Invalid value for 'input': must contain at least one item.", {
      param: 'input',
    });
  }
  if (dto.instructions != null) placed.unshift(placedInstructions(dto.instructions));
  const request: GenerationRequest = {
    model,
    messages: placed.map(({ message }) => message),
    choices: 1,
    maxTokens: dto.max_output_tokens ?? undefined,
    // Unlike `max_tokens`, the newer name counts the tokens of reasoning in, as `max_output_tokens` does.
    maxTokensName: 'max_completion_tokens',
    stop: [],
    temperature: dto.temperature ?? undefined,
    topP: dto.top_p ?? undefined,
    seed: dto.seed ?? undefined,
    parameters: toParameters(dto),
  };
  return { request, placed };
}

const placedInstructions = (content: string): PlacedMessage => ({
  ...{ message: { role: 'system', content }, path: 'instructions', contentPath: 'instructions' },
});
