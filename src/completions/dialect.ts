/** The two ways of asking for a completion on one endpoint; see docs/wire-contract.md. */
export type Dialect = 'chat' | 'prompt';

/** The dialect of a request's body: `prompt` where it has a `prompt` and no `messages`. */
export function dialectOf(body: unknown): Dialect {
  return typeof body === 'object' && body !== null && 'prompt' in body && !('messages' in body)
    ? 'prompt'
    : 'chat';
}
