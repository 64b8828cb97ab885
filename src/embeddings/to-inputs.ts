import type { EmbeddingInput } from '../generation/embedding-request';
import { GenerationError } from '../generation/generation-error';
import { invalidValue } from '../validation/validated';

/** Inputs of one request; OpenAI's bound. */
export const MAX_INPUTS = 2_048;

/**
 * The inputs of a body, of which there are four forms: a text, texts, the tokens of one text, the tokens of
 * several. None may be empty.
 * @throws GenerationError `invalid_value` or `missing_required_parameter`, naming the input at fault
 */
export function toInputs(input: unknown): EmbeddingInput[] {
  if (input === undefined || input === null) {
    throw new GenerationError('missing_required_parameter', "Missing required parameter: 'input'.", {
      param: 'input',
    });
  }
  if (typeof input === 'string') return [checked(input, 'input')];
  if (!Array.isArray(input)) throw invalidValue('input', 'must be a string or an array');
  const items = input as unknown[];
  if (items.length === 0) throw invalidValue('input', 'must not be empty');
  if (typeof items[0] === 'number') return [checked(items, 'input')];
  if (items.length > MAX_INPUTS) {
    throw invalidValue('input', `must contain no more than ${MAX_INPUTS} inputs`);
  }
  return items.map((item, index) => checked(item, `input[${index}]`));
}

function checked(input: unknown, param: string): EmbeddingInput {
  if (typeof input === 'string') {
    if (input === '') throw invalidValue(param, 'must not be empty');
    return input;
  }
  if (!Array.isArray(input)) throw invalidValue(param, 'must be a string or an array of tokens');
  if (input.length === 0) throw invalidValue(param, 'must not be empty');
  if (!input.every((token) => Number.isSafeInteger(token) && token >= 0)) {
    throw invalidValue(param, 'must be an array of whole numbers of at least 0');
  }
  return input as number[];
}
