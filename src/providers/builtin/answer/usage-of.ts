import type { GenerationRequest } from '../../../generation/generation-request';
import { type Message, textOf } from '../../../generation/message';
import type { Usage } from '../../../generation/usage';
import { countTokens } from '../tokenizer';
import { type PreparedChoice, tokensOf } from './prepared-choice';

/** Tokens that a message costs beside its text, for its role and borders; three, as in OpenAI's models. */
const TOKENS_PER_MESSAGE = 3;

/** What a generation costs, counted exactly: in by what the request says, out by what goes out. */
export function usageOf(request: GenerationRequest, choices: readonly PreparedChoice[]): Usage {
  const { tools, response_format } = request.parameters;
  const { json_schema: schema } = (response_format ?? {}) as { readonly json_schema?: unknown };
  const definitions = [tools, schema].filter((definition) => definition !== undefined);
  const reasoningTokens = choices.reduce((sum, choice) => sum + tokensOf(choice, 'reasoning'), 0);
  return {
    promptTokens:
      request.messages.reduce((sum, message) => sum + tokensOfMessage(message), 0) +
      definitions.reduce<number>((sum, definition) => sum + countTokens(JSON.stringify(definition)), 0),
    completionTokens: choices.reduce((sum, choice) => sum + tokensOf(choice), 0),
    ...(reasoningTokens > 0 && { reasoningTokens }),
  };
}

/** Its text, and a token, the name and the arguments of each call in it. */
function tokensOfMessage(message: Message): number {
  const own = TOKENS_PER_MESSAGE + countTokens(textOf(message));
  if (!message.tool_calls) return own;
  return message.tool_calls.reduce((sum, { function: called, custom }) => {
    const name = called?.name ?? custom?.name ?? '';
    return sum + 1 + countTokens(name) + countTokens(called?.arguments ?? custom?.input ?? '');
  }, own);
}
