import type { RecordedEvents } from '../background/recorded-events';
import { toStoredItems } from '../mapping/to-stored-items';
import type { ResponseDraft } from '../wire/response-draft';
import type { Conversation } from './conversation';
import type { StoredResponse } from './stored-response';

/** A response as it is kept, with the output that it has by now. */
export function toStoredResponse(
  draft: ResponseDraft,
  { earlier, input }: Conversation,
  events?: RecordedEvents,
): StoredResponse {
  const items = toStoredItems(input);
  return {
    id: draft.id,
    response: draft.toJson(),
    input: JSON.stringify(items),
    earlier,
    itemIds: [...items, ...draft.items].map(({ id }) => id),
    ...(events && { events }),
  };
}
