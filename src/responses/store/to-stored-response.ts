import type { RecordedEvents } from '../background/recorded-events';
import type { StoredItem } from '../mapping/to-stored-items';
import type { ResponseDraft } from '../wire/response-draft';
import type { StoredResponse } from './stored-response';

/**
 * A response as it is kept, with the output that it has by now.
 * @param items those of its request
 * @param earlier those of the conversation ahead, as JSON arrays
 */
export function toStoredResponse(
  draft: ResponseDraft,
  items: readonly StoredItem[],
  earlier: readonly string[],
  events?: RecordedEvents,
): StoredResponse {
  return {
    id: draft.id,
    response: draft.toJson(),
    input: JSON.stringify(items),
    earlier,
    itemIds: [...items, ...draft.items].map(({ id }) => id),
    ...(events && { events }),
  };
}
