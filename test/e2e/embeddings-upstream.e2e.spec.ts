import OpenAI from 'openai';
import { ScriptedUpstream, type Step } from '../support/scripted-upstream';
import { SpawnedService } from '../support/spawned-service';
import { until } from '../support/until';
import { bytes, cut, head, pause, reply, reset, silence } from '../support/upstream-script';

const KEY = 'sk-secret-0123456789';

/** An answer of OpenAI's. */
const list = (...vectors: (number[] | string)[]): Step =>
  reply(200, {
    object: 'list',
    data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })),
    model: 'real',
    usage: { prompt_tokens: 7, total_tokens: 7 },
  });

let upstream: ScriptedUpstream;
let service: SpawnedService;
let client: OpenAI;

beforeAll(async () => {
  upstream = await ScriptedUpstream.start();
  const to = (base_url: string): object => ({ type: 'openai-compatible', base_url, api_key: KEY });
  const target = (provider: string, model: string): object => ({ provider, model });
  const configuration = {
    providers: {
      up: to(upstream.baseUrl),
      busy: { ...to(upstream.baseUrl), max_concurrent: 1, max_queue: 0 },
      claude: { type: 'anthropic', api_key: KEY },
    },
    models: {
      m: { targets: [target('up', 'real')], retries: 0, fallbacks: ['builtin'] },
      again: { targets: [target('up', 'real')], retries: 1 },
      two: { targets: [target('claude', 'sonnet'), target('up', 'real')], retries: 0 },
      impatient: { targets: [target('up', 'real')], retries: 0, timeouts: { first_token: '300ms' } },
      fragile: { targets: [target('up', 'weak')], retries: 0, breaker: { failures: 1, cooldown: '1m' } },
    },
    defaults: { breaker: { failures: 1_000 } },
  };
  service = await SpawnedService.start({}, JSON.stringify(configuration));
  client = new OpenAI({ baseURL: `${service.url}/v1`, apiKey: 'none', maxRetries: 0 });
});
afterEach(() => upstream.reset());
afterAll(async () => {
  await service.stop();
  await upstream.stop();
});

const post = (body: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${service.url}/v1/embeddings`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'm', input: 'Hello', ...body }),
  });
const errorOf = async (response: Response): Promise<Record<string, unknown>> =>
  ((await response.json()) as { error: Record<string, unknown> }).error;
const health = async () =>
  (
    (await (await fetch(`${service.url}/health`)).json()) as {
      details: Record<string, Record<string, unknown>>;
    }
  ).details;

describe('embeddings of an upstream', () => {
  it('are asked for as the caller asked, and come as they came', async () => {
    upstream.next(list([0.123456789012, -1]));
    const response = await post({ input: [[5, 6]], dimensions: 2, user: 'u', task: 'search' });
    const { path, headers, json } = upstream.requests[0];
    expect(path).toBe('/v1/embeddings');
    expect(headers).toMatchObject({ authorization: `Bearer ${KEY}`, accept: 'application/json' });
    expect(json).toEqual({ model: 'real', input: [[5, 6]], dimensions: 2, user: 'u', task: 'search' });
    expect(await response.json()).toEqual({
      object: 'list',
      data: [{ object: 'embedding', index: 0, embedding: [0.123456789012, -1] }],
      model: 'm',
      usage: { prompt_tokens: 7, total_tokens: 7 },
    });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      ...{ 'x-provider': 'up', 'x-model': 'real', 'x-attempts': '1' },
      'content-type': 'application/json; charset=utf-8',
    });
  });

  it('pass as base64 untouched, and are made so for a server that knows numbers only', async () => {
    // 1.5 and -2 as little-endian 32-bit floats.
    const base64 = 'AADAPwAAAMA=';
    for (const vector of [base64, [1.5, -2]]) {
      upstream.next(list(vector));
      const answer = await (await post({ encoding_format: 'base64' })).json();
      expect(answer).toMatchObject({ data: [{ embedding: base64 }] });
      expect(upstream.requests.at(-1)?.json).toMatchObject({ encoding_format: 'base64' });
    }
  });

  it('are tried again, and at the next target that makes vectors', async () => {
    upstream.next(reply(503, {}));
    upstream.next(list([1]));
    const again = await post({ model: 'again' });
    expect([again.status, again.headers.get('x-attempts')]).toEqual([200, '2']);
    upstream.next(list([1]));
    const two = await post({ model: 'two' });
    expect([two.status, two.headers.get('x-provider')]).toEqual([200, 'up']);
  });

  it.each<[string, Step[], number, string]>([
    [
      '400, whose message is kept',
      [reply(400, { error: { message: 'Too long.', param: 'input' } })],
      400,
      'invalid_value',
    ],
    [
      "401, which is our key's trouble",
      [reply(401, { error: { message: `No such key: ${KEY}` } })],
      502,
      'upstream_auth',
    ],
    ['429', [reply(429, {}, { 'Retry-After': '7' })], 429, 'rate_limit_exceeded'],
    ['500, and no vectors of another model', [reply(500, {})], 502, 'upstream_failed'],
    ['a page of HTML', [reply(502, '<html>nginx at upstream.internal</html>')], 502, 'upstream_failed'],
    ['an error in a 200', [reply(200, { error: { message: 'Out of memory.' } })], 502, 'upstream_failed'],
    ['too few vectors', [list([1], [2])], 502, 'upstream_invalid_response'],
    ['a reset at once', [reset], 502, 'upstream_unreachable'],
    [
      'an end in the middle',
      [head(200, { 'Content-Type': 'application/json' }), bytes('{"data":[{"embed'), pause(5), cut],
      502,
      'upstream_failed',
    ],
    ['dimensions that were left out', [list([1, 2, 3])], 400, 'unsupported_value'],
  ])('fail truly: %s', async (name, steps, status, code) => {
    upstream.next(...steps);
    const response = await post({ dimensions: 2 });
    const error = await errorOf(response);
    expect([response.status, error.code]).toEqual([status, code]);
    expect(JSON.stringify(error)).not.toMatch(/sk-secret|<html|nginx|127\.0\.0\.1|\.internal/);
    if (name.startsWith('400')) expect(error).toMatchObject({ message: 'Too long.', param: 'input' });
    if (status === 429) expect(response.headers.get('retry-after')).toBe('7');
  });

  it('fail by a timeout where nothing comes', async () => {
    upstream.next(silence);
    const response = await post({ model: 'impatient' });
    expect([response.status, await errorOf(response)]).toMatchObject([504, { code: 'first_token_timeout' }]);
    await upstream.requests[0].closed;
  });

  it('have a breaker of their own, which leaves the conversations of the model alone', async () => {
    upstream.next(reply(500, {}));
    expect((await post({ model: 'fragile' })).status).toBe(502);
    const refused = await post({ model: 'fragile' });
    expect([refused.status, await errorOf(refused)]).toMatchObject([503, { code: 'overloaded' }]);
    const { targets } = await health();
    expect([targets['up/weak (embeddings)'], targets['up/weak']]).toMatchObject([
      { breaker: 'open' },
      { breaker: 'closed' },
    ]);
  });

  it("share the provider's places with everything else that it is asked for", async () => {
    upstream.next(silence);
    const leaving = new AbortController();
    const first = client.embeddings.create({ model: 'busy/a', input: 'a' }, { signal: leaving.signal });
    await upstream.request();
    const second = await post({ model: 'busy/b' });
    expect([second.status, await errorOf(second)]).toMatchObject([503, { code: 'overloaded' }]);
    leaving.abort();
    await expect(first).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
  });

  it("close the upstream's connection when the client leaves", async () => {
    upstream.next(silence);
    const leaving = new AbortController();
    const asked = client.embeddings.create({ model: 'm', input: 'a' }, { signal: leaving.signal });
    const request = await upstream.request();
    leaving.abort();
    await expect(asked).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
    await request.closed;
    await until('nothing runs any more', async () => (await health()).service.activeStreams === 0);
  });
});
