import { invalidValue } from '../validation/validated';

/** A model in Anthropic's shape. */
export interface ModelInfo {
  readonly type: 'model';
  readonly id: string;
  readonly display_name: string;
  readonly created_at: string;
}

/** A page of models in Anthropic's shape. */
export interface ModelPage {
  readonly data: readonly ModelInfo[];
  /** Whether there are more in the direction of reading. */
  readonly has_more: boolean;
  readonly first_id: string | null;
  readonly last_id: string | null;
}

/** What a page is asked for by; each a text of the query, where it is given. */
export type PageQuery = Readonly<Record<string, unknown>>;

/** The epoch, which Anthropic's API gives for a model whose release is not known. */
const CREATED_AT = '1970-01-01T00:00:00Z';
// Anthropic's own bounds.
const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 1_000;

export const modelInfo = (id: string): ModelInfo => ({
  ...{ type: 'model', id, display_name: id, created_at: CREATED_AT },
});

/**
 * The models behind `after_id`, or those ahead of `before_id`, as many as `limit` says.
 * @throws GenerationError `invalid_value` naming the parameter
 */
export function modelPage(names: readonly string[], query: PageQuery): ModelPage {
  const limit = limitOf(query.limit);
  const before = positionOf(names, query, 'before_id');
  const after = positionOf(names, query, 'after_id');
  const end = before ?? names.length;
  const from = before === undefined ? (after ?? -1) + 1 : Math.max(0, before - limit);
  const page = names.slice(from, Math.min(end, from + limit));
  return {
    data: page.map(modelInfo),
    has_more: before === undefined ? from + page.length < names.length : from > 0,
    first_id: page.at(0) ?? null,
    last_id: page.at(-1) ?? null,
  };
}

function limitOf(value: unknown): number {
  if (value === undefined) return DEFAULT_LIMIT;
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw invalidValue('limit', `must be a whole number from 1 to ${MAX_LIMIT}`);
  }
  return limit;
}

function positionOf(names: readonly string[], query: PageQuery, key: string): number | undefined {
  const id = query[key];
  if (id === undefined || id === '') return undefined;
  const position = typeof id === 'string' ? names.indexOf(id) : -1;
  if (position === -1) throw invalidValue(key, 'must be the id of a model of the list');
  return position;
}
