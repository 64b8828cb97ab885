import type { Exchange } from './endpoint';

/** A body that must be refused, and how one sees that it was. */
interface Refusal {
  readonly name: string;
  readonly target: string;
  readonly body: (prompt: string) => object | string;
  readonly holds: (exchange: Exchange) => boolean;
}

/** A way of asking that an endpoint may understand. */
export interface Dialect {
  readonly name: string;
  /** The body of a streamed request. */
  readonly ask: (prompt: string) => object;
  readonly refusals: readonly Refusal[];
}

/** Beyond the 5,000 characters of the prompt dialect, and small for everybody else. */
const OVER_LONG = 'x '.repeat(4_000);
const MALFORMED = '{"messages": [';

const shows = (exchange: Exchange, status: number): boolean =>
  exchange.status === status &&
  exchange.events.at(-1)?.data === '[DONE]' &&
  /^\{"error":"[^"].*","code":\d{3}\}$/.test(exchange.events[0]?.data ?? '');

/** A 4xx whose body, as JSON or as an event, is an error object. */
const refused = ({ status, text, events }: Exchange): boolean => {
  if (status < 400 || status >= 500) return false;
  try {
    const body = JSON.parse(events[0]?.data ?? text) as { error?: { message?: unknown } };
    return typeof body.error?.message === 'string';
  } catch {
    return false;
  }
};

/** The prompt dialect of this service. */
export const promptDialect: Dialect = {
  name: 'prompt',
  ask: (prompt) => ({ prompt, stream: true }),
  refusals: [
    {
      name: 'Empty input',
      target: '400, error event, [DONE]',
      body: () => ({ prompt: '  ', stream: true }),
      holds: (exchange) => shows(exchange, 400),
    },
    {
      name: 'Over-long input',
      target: '400, error event, [DONE]',
      body: () => ({ prompt: OVER_LONG, stream: true }),
      holds: (exchange) => shows(exchange, 400),
    },
    { name: 'Malformed input', target: '4xx, error object', body: () => MALFORMED, holds: refused },
  ],
};

/** OpenAI's chat completions, which every compatible endpoint understands. */
export const chatDialect: Dialect = {
  name: 'messages',
  ask: (prompt) => ({ messages: [{ role: 'user', content: prompt }], stream: true }),
  refusals: [
    {
      name: 'Empty input',
      target: '4xx, error object',
      body: () => ({ messages: [], stream: true }),
      holds: refused,
    },
    {
      // A long text is welcome where the context window holds it: what counts is a clear answer.
      name: 'Over-long input',
      target: 'an answer, or 4xx with error object',
      body: () => ({ messages: [{ role: 'user', content: OVER_LONG }], stream: true, max_tokens: 8 }),
      holds: (exchange) => refused(exchange) || (exchange.status === 200 && !exchange.broken),
    },
    { name: 'Malformed input', target: '4xx, error object', body: () => MALFORMED, holds: refused },
  ],
};
