import { invalidValue } from '../../validation/validated';
import { parseItems } from './conversation';
import type { StoredResponse } from './stored-response';

const DEFAULT_LIMIT = 20;
const MOST_LIMIT = 100;

type Query = Readonly<Record<string, unknown>>;

/** A page of items, as OpenAI lists them. */
interface ItemList {
  readonly object: 'list';
  readonly data: readonly object[];
  readonly first_id: string;
  readonly last_id: string;
  readonly has_more: boolean;
}

/**
 * A page of what a response was made from: the conversation ahead and the items of its request, the latest
 * first unless `order` is `asc`. An empty page has empty ids.
 * @param query `limit` (1 to 100), `order` and `after`, an item's id
 * @throws GenerationError naming a parameter that is wrong
 */
export function listItems({ earlier, input }: StoredResponse, query: Query): ItemList {
  const { order = 'desc', after } = query;
  if (order !== 'asc' && order !== 'desc') throw invalidValue('order', 'must be one of asc, desc');
  const limit = limitOf(query.limit);
  const items = parseItems([...earlier, input]) as readonly { readonly id: string }[];
  const ordered = order === 'asc' ? items : items.toReversed();
  const start = after === undefined ? 0 : ordered.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && start === 0) throw invalidValue('after', 'names no item of this response');
  const data = ordered.slice(start, start + limit);
  return {
    object: 'list',
    data,
    first_id: data.at(0)?.id ?? '',
    last_id: data.at(-1)?.id ?? '',
    has_more: ordered.length > start + limit,
  };
}

function limitOf(limit: unknown): number {
  if (limit === undefined) return DEFAULT_LIMIT;
  const number = typeof limit === 'string' && /^\d{1,3}$/.test(limit) ? Number(limit) : 0;
  if (number >= 1 && number <= MOST_LIMIT) return number;
  throw invalidValue('limit', `must be a whole number from 1 to ${MOST_LIMIT}`);
}
