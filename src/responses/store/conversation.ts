import type { ItemDto } from '../dto/item.dto';
import type { StoredResponse } from './stored-response';

/** What a response is made from, beside its parameters. */
export interface Conversation {
  /** The items ahead, as JSON arrays, shared with the responses that they come from. */
  readonly earlier: readonly string[];
  /** The same, parsed. */
  readonly earlierItems: readonly ItemDto[];
  /** The items of the request, with no reference left among them. */
  readonly input: readonly ItemDto[];
}

/** The conversation up to a response's own output, as JSON arrays. */
export function conversationAfter({ earlier, input, response }: StoredResponse): readonly string[] {
  const { output } = JSON.parse(response) as { readonly output: readonly object[] };
  return [...earlier, input, JSON.stringify(output)];
}

/** The items of a conversation, oldest first. */
export function parseItems(arrays: readonly string[]): ItemDto[] {
  return arrays.flatMap((array) => JSON.parse(array) as ItemDto[]);
}
