import { GenerationError } from '../../generation/generation-error';
import { OPENAI_FORM } from '../../openapi/openai-error-form';
import type { ErrorForm } from '../../openapi/route-description';
import { responsesErrorFormat } from '../wire/responses-error-format';

/** OpenAI's error object as JSON, and an `error` event for those who accept event streams only. */
export const RESPONSES_FORM: ErrorForm = {
  ...OPENAI_FORM,
  asEventStream: (code) =>
    responsesErrorFormat.eventStream(new GenerationError(code, 'What went wrong, for the caller.'), ''),
};
