import { completionsDescription } from '../completions/completions.openapi';
import { embeddingsDescription } from '../embeddings/embeddings.openapi';
import { healthDescription } from '../health/health.openapi';
import { messagesDescription } from '../messages/messages.openapi';
import { modelsDescription } from '../models/models.openapi';
import { responsesDescription } from '../responses/responses.openapi';
import { textCompletionsDescription } from '../text-completions/text-completions.openapi';
import type { RoomDescription } from './route-description';

/** Every room that has routes, a line each. */
export const ROOM_DESCRIPTIONS: readonly RoomDescription[] = [
  completionsDescription,
  responsesDescription,
  messagesDescription,
  textCompletionsDescription,
  embeddingsDescription,
  modelsDescription,
  healthDescription,
];
