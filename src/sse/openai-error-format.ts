import type { GenerationError } from '../generation/generation-error';
import { DONE, sseMessage } from './sse-message';
import type { ErrorFormat } from './wire-format';

const errorObject = ({ message, type, param, code }: GenerationError): string =>
  JSON.stringify({ error: { message, type, param, code } });

/** OpenAI's error object: `message`, `type`, `param` and `code`, all four always present. */
export const openAiErrorFormat = {
  json: errorObject,
  eventStream: (error) => sseMessage(errorObject(error)) + DONE,
} satisfies ErrorFormat;
