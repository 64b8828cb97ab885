import { GenerationError } from '../../generation/generation-error';
import type { GenerationRequest } from '../../generation/generation-request';
import type { CreateResponseDto } from '../dto/create-response.dto';
import type { ItemDto } from '../dto/item.dto';
import { toMessages } from './to-messages';
import { toParameters } from './to-parameters';

/**
 * What is asked for, in the language of the generation.
 * @param input the items of this request
 * @param earlier the items of the responses that it continues
 * @param model who answers
 * @throws GenerationError naming what cannot be carried
 */
export function toGenerationRequest(
  dto: CreateResponseDto,
  input: readonly ItemDto[],
  earlier: readonly ItemDto[],
  model: string,
): GenerationRequest {
  const messages = toMessages([...earlier, ...input], earlier.length);
  if (messages.length === 0) {
    throw new GenerationError('invalid_value', "Invalid value for 'input': must contain at least one item.", {
      param: 'input',
    });
  }
  if (dto.instructions != null) messages.unshift({ role: 'system', content: dto.instructions });
  return {
    model,
    messages,
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
}

/** The items of a request's input; a text is a message of the user. */
export function itemsOf({ input }: CreateResponseDto): readonly ItemDto[] {
  if (typeof input === 'string') return [{ type: 'message', role: 'user', content: input }];
  return input ?? [];
}
