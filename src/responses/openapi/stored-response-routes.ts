import type { RouteDescription } from '../../openapi/route-description';
import { StoredResponsesController } from '../stored-responses.controller';
import { RESPONSES_FORM } from './responses-error-form';
import { RESPONSE } from './response-schema';

const TAG = 'responses';
const PARAMETERS = {
  response_id: { description: "The response's id.", example: 'resp_3f0c8d2e5a7b4c6d9e1f2a3b4c5d6e7f' },
};

/** What the documentation says of the responses that there are. */
export const storedResponseRoutes: readonly RouteDescription[] = [
  {
    controller: StoredResponsesController,
    handler: 'retrieve',
    tag: TAG,
    summary: 'Get a response',
    description:
      'A response that is kept, or that is being made in the background, with the output that it has by now. With `stream=true`, the events of one that is or was made in the background, from its first or from the one after `starting_after`, and on until its end.',
    parameters: PARAMETERS,
    query: {
      stream: '`true` sends the events of a response that is or was made in the background.',
      starting_after: 'The number of the last event that was received; the next one is the first sent.',
      include: 'Accepted; a response always has all that was asked for when it was made.',
    },
    answers: {
      'application/json': { schema: RESPONSE },
      'text/event-stream': { schema: { type: 'string', description: 'Events of the Responses API.' } },
    },
    errorForm: RESPONSES_FORM,
    errors: ['response_not_found', 'invalid_value'],
  },
  {
    controller: StoredResponsesController,
    handler: 'inputItems',
    tag: TAG,
    summary: 'List what a response was made from',
    description: 'The items of its request and of the conversation that it continues, in pages.',
    parameters: PARAMETERS,
    query: {
      limit: 'How many items, 1 to 100; 20 where it is absent.',
      order: '`desc`, the latest first, or `asc`.',
      after: 'The id of an item: those behind it in this order.',
    },
    answers: {
      'application/json': {
        schema: {
          type: 'object',
          required: ['object', 'data', 'first_id', 'last_id', 'has_more'],
          properties: {
            object: { type: 'string', enum: ['list'] },
            data: { type: 'array', items: { type: 'object' } },
            first_id: { type: 'string' },
            last_id: { type: 'string' },
            has_more: { type: 'boolean' },
          },
        },
      },
    },
    errorForm: RESPONSES_FORM,
    errors: ['response_not_found', 'invalid_value'],
  },
  {
    controller: StoredResponsesController,
    handler: 'cancel',
    tag: TAG,
    summary: 'Cancel a response',
    description: 'Ends a response that is made in the background. One that is over stays as it is.',
    parameters: PARAMETERS,
    answers: { 'application/json': { schema: RESPONSE } },
    errorForm: RESPONSES_FORM,
    errors: ['response_not_found', 'invalid_value'],
  },
  {
    controller: StoredResponsesController,
    handler: 'delete',
    tag: TAG,
    summary: 'Delete a response',
    description: 'Lets go of a response. One that is under way is ended.',
    parameters: PARAMETERS,
    answers: {
      'application/json': {
        schema: {
          type: 'object',
          required: ['id', 'object', 'deleted'],
          properties: {
            id: { type: 'string' },
            object: { type: 'string', enum: ['response'] },
            deleted: { type: 'boolean' },
          },
        },
      },
    },
    errorForm: RESPONSES_FORM,
    errors: ['response_not_found'],
  },
];
