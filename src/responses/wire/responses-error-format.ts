import type OpenAI from 'openai';
import type { GenerationError } from '../../generation/generation-error';
import { openAiErrorFormat } from '../../sse/openai-error-format';
import type { ErrorFormat } from '../../sse/wire-format';

/** The `error` event of the Responses API. @param sequence its number in the stream */
export function errorEvent({ code, message, param }: GenerationError, sequence: number): string {
  const event: OpenAI.Responses.ResponseErrorEvent = {
    ...{ type: 'error', code, message, param, sequence_number: sequence },
  };
  return `event: error\ndata: ${JSON.stringify(event)}\n\n`;
}

/** OpenAI's error object; in an event stream the `error` event, with no terminator behind it. */
export const responsesErrorFormat: ErrorFormat = {
  json: (error) => openAiErrorFormat.json(error),
  eventStream: (error) => errorEvent(error, 0),
};
