import type { RoomDescription } from '../openapi/route-description';
import { ModelsController } from './models.controller';

const MODEL = {
  type: 'object',
  required: ['id', 'object', 'created', 'owned_by'],
  properties: {
    id: { type: 'string' },
    object: { type: 'string', enum: ['model'] },
    created: { type: 'integer', description: 'Always 0: the service does not know when a model was made.' },
    owned_by: { type: 'string' },
  },
} as const;
const BUILTIN = { id: 'builtin', object: 'model', created: 0, owned_by: 'streaming-llm-api' };

const INFO = {
  type: 'object',
  required: ['type', 'id', 'display_name', 'created_at'],
  properties: {
    type: { type: 'string', enum: ['model'] },
    id: { type: 'string' },
    display_name: { type: 'string' },
    created_at: { type: 'string', description: 'Always the epoch, for the same reason.' },
  },
} as const;
const PAGE = {
  type: 'object',
  required: ['data', 'has_more', 'first_id', 'last_id'],
  properties: {
    data: { type: 'array', items: INFO },
    has_more: { type: 'boolean' },
    first_id: { type: ['string', 'null'] },
    last_id: { type: ['string', 'null'] },
  },
} as const;
const HEADER =
  'With an `anthropic-version` header, the answer and the failures have the shapes of Anthropic’s API';

/** What the documentation says of this room. */
export const modelsDescription: RoomDescription = {
  routes: [
    {
      controller: ModelsController,
      handler: 'list',
      tag: 'models',
      summary: 'List models',
      description: `Every name that stands for a model. \`provider/model\` can be asked for too, unless the configuration forbids it.

${HEADER}, and the list comes in pages.`,
      query: {
        limit: 'With `anthropic-version`: models of a page, 1 to 1,000, 20 where it is absent.',
        after_id: 'With `anthropic-version`: the page behind this model.',
        before_id: 'With `anthropic-version`: the page ahead of this model.',
      },
      answers: {
        'application/json': {
          schema: {
            oneOf: [
              {
                type: 'object',
                required: ['object', 'data'],
                properties: {
                  object: { type: 'string', enum: ['list'] },
                  data: { type: 'array', items: MODEL },
                },
              },
              PAGE,
            ],
          },
          example: { object: 'list', data: [BUILTIN] },
        },
      },
      errors: ['invalid_value'],
    },
    {
      controller: ModelsController,
      handler: 'find',
      tag: 'models',
      summary: 'Look a model up',
      description: `One model by its name, \`provider/model\` included. ${HEADER}.`,
      parameters: { id: { description: "The model's name; it may contain slashes.", example: 'builtin' } },
      answers: { 'application/json': { schema: { oneOf: [MODEL, INFO] }, example: BUILTIN } },
      errors: ['model_not_found'],
    },
  ],
};
