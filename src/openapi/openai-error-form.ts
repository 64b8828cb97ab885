import { ERROR_TRAITS, type GenerationErrorCode } from '../generation/generation-error-code';
import type { ErrorForm } from './route-description';

const SCHEMA = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['message', 'type', 'param', 'code'],
      properties: {
        message: { type: 'string', description: 'Written for the caller.' },
        type: { type: 'string', enum: [...new Set(Object.values(ERROR_TRAITS).map(({ type }) => type))] },
        param: { type: ['string', 'null'], description: 'The parameter at fault, as a path.' },
        code: { type: 'string', enum: Object.keys(ERROR_TRAITS) },
      },
    },
  },
};

const asJson = (code: GenerationErrorCode): object => ({
  error: { message: 'What went wrong, for the caller.', type: ERROR_TRAITS[code].type, param: null, code },
});

/** OpenAI's error object, in which most routes report their failures. */
export const OPENAI_FORM: ErrorForm = {
  name: 'Error',
  schema: SCHEMA,
  asJson,
  asEventStream: (code) => `data: ${JSON.stringify(asJson(code))}\n\ndata: [DONE]\n\n`,
};
