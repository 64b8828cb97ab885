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

/** What the documentation says of this room. */
export const modelsDescription: RoomDescription = {
  routes: [
    {
      controller: ModelsController,
      handler: 'list',
      tag: 'models',
      summary: 'List models',
      description:
        'Every name that stands for a model. `provider/model` can be asked for too, unless the configuration forbids it.',
      answers: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['object', 'data'],
            properties: {
              object: { type: 'string', enum: ['list'] },
              data: { type: 'array', items: MODEL },
            },
          },
          example: { object: 'list', data: [BUILTIN] },
        },
      },
      errors: [],
    },
    {
      controller: ModelsController,
      handler: 'find',
      tag: 'models',
      summary: 'Look a model up',
      description: 'One model by its name, `provider/model` included.',
      parameters: { id: { description: "The model's name; it may contain slashes.", example: 'builtin' } },
      answers: { 'application/json': { schema: MODEL, example: BUILTIN } },
      errors: ['model_not_found'],
    },
  ],
};
