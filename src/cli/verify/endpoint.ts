import { SseLines } from './sse-lines';

/** The endpoint gave no HTTP answer at all. */
export class UnreachableError extends Error {}

interface EndpointOptions {
  readonly key?: string | undefined;
  readonly model?: string | undefined;
  /** Longest wait for any one request. */
  readonly timeoutMs: number;
}

/** What one request brought, with the times at which it came. */
export interface Exchange {
  readonly status: number;
  readonly contentType: string;
  /** The payloads of `data:` lines, each with the milliseconds since the request was sent. */
  readonly events: readonly { readonly data: string; readonly atMs: number }[];
  /** The body as text. */
  readonly text: string;
  /** Reads from the socket that brought something. */
  readonly reads: number;
  /** The connection broke, or the time was up, before the body ended. */
  readonly broken: boolean;
}

const PATH = '/v1/chat/completions';

/** A chat completions endpoint, as a client sees it. */
export class Endpoint {
  readonly url: string;

  constructor(
    address: string,
    private readonly options: EndpointOptions,
  ) {
    const base = address.replace(/\/+$/, '');
    const withScheme = /^https?:\/\//.test(base) ? base : `http://${base}`;
    this.url = withScheme.replace(/(\/v1(\/chat\/completions)?)?$/, PATH);
  }

  /** The model that was asked for, where one was. */
  get model(): string | undefined {
    return this.options.model;
  }

  /**
   * Posts a body and reads the answer to its end.
   * @param body an object is sent as JSON, a string as it is
   * @param leaveAfter closes the connection after so many events
   * @throws UnreachableError when there is no answer
   */
  async post(body: object | string, leaveAfter = Infinity): Promise<Exchange> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), this.options.timeoutMs);
    const startedAt = performance.now();
    try {
      const response = await this.send(body, abort.signal);
      return await readBody(response, startedAt, () => abort.abort(), leaveAfter);
    } finally {
      clearTimeout(timer);
    }
  }

  private async send(body: object | string, signal: AbortSignal): Promise<Response> {
    const { key, model } = this.options;
    const named = typeof body === 'object' && model !== undefined ? { model, ...body } : body;
    try {
      return await fetch(this.url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          ...(key !== undefined && { Authorization: `Bearer ${key}` }),
        },
        body: typeof named === 'string' ? named : JSON.stringify(named),
        signal,
      });
    } catch (error) {
      if (signal.aborted) throw new UnreachableError(`${this.url} did not answer in time.`);
      const { cause } = error as { cause?: { code?: string } };
      throw new UnreachableError(`${this.url} cannot be reached${cause?.code ? ` (${cause.code})` : ''}.`);
    }
  }
}

async function readBody(
  response: Response,
  startedAt: number,
  leave: () => void,
  leaveAfter: number,
): Promise<Exchange> {
  const events: { data: string; atMs: number }[] = [];
  const lines = new SseLines();
  let text = '';
  let reads = 0;
  let broken = false;
  try {
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) {
      const atMs = performance.now() - startedAt;
      const part = decoder.decode(bytes as Uint8Array, { stream: true });
      text += part;
      reads++;
      for (const data of lines.push(part)) events.push({ data, atMs });
      if (events.length >= leaveAfter) leave();
    }
  } catch {
    broken = true;
  }
  const contentType = response.headers.get('content-type') ?? '';
  return { status: response.status, contentType, events, text, reads, broken };
}
