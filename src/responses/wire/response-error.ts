import type OpenAI from 'openai';
import type { GenerationError } from '../../generation/generation-error';

/** OpenAI's error inside of a response object, and our own code, which says more than OpenAI's few can. */
type ResponseError = OpenAI.Responses.ResponseError & { readonly reason: string };

/** What failed, as the `error` of a response object. Its `code` is one of OpenAI's closed set. */
export function toResponseError(error: GenerationError): ResponseError {
  const { code, message, param, type } = error;
  return { code: openAiCode(error), message, param, type, reason: code };
}

function openAiCode({ status }: GenerationError): OpenAI.Responses.ResponseError['code'] {
  if (status === 429) return 'rate_limit_exceeded';
  return status < 500 ? 'invalid_prompt' : 'server_error';
}
