import type { GenerationError } from '../../generation/generation-error';
import { DONE, sseMessage } from '../../sse/sse-message';
import type { ErrorFormat } from '../../sse/wire-format';

/** The prompt dialect's error: a message and an HTTP status, always as an event. */
export const promptErrorFormat = {
  json: () => undefined,
  eventStream: ({ message, status }: GenerationError) =>
    sseMessage(JSON.stringify({ error: message, code: status })) + DONE,
} satisfies ErrorFormat;
