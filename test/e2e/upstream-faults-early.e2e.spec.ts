import { ask, type Reply } from '../support/client';
import { helloWorld, message, roleChunk, stream } from '../support/openai-chunks';
import { ScriptedUpstream, type Step } from '../support/scripted-upstream';
import { SpawnedService } from '../support/spawned-service';
import { closedPort, UNRESOLVABLE } from '../support/unreachable';
import { bytes, cut, head, raw, reply, reset, silence, streamHead } from '../support/upstream-script';

const KEY = 'sk-secret-0123456789';
const PAGE = '<html><head><title>503</title></head><body>nginx/1.22.1 at upstream.internal</body></html>';

interface Fault {
  readonly name: string;
  readonly steps: Step[];
  readonly status: number;
  readonly code: string;
  /** More of the error object. */
  readonly error?: object;
  readonly headers?: object;
}

const refusal = (message: string, more: object = {}): object => ({
  error: { message, type: 'invalid_request_error', param: null, code: null, ...more },
});

const FAULTS: Fault[] = [
  {
    name: '400, whose message and param are kept',
    steps: [
      reply(400, refusal("'functions[0].name' does not match", { param: 'functions[0].name', code: 'odd' })),
    ],
    status: 400,
    code: 'invalid_value',
    error: { message: "'functions[0].name' does not match", param: 'functions[0].name' },
  },
  {
    name: '400 of a context that is too long',
    steps: [reply(400, refusal('Too many tokens.', { param: 'messages', code: 'context_length_exceeded' }))],
    status: 400,
    code: 'context_length_exceeded',
    error: { message: 'Too many tokens.', param: 'messages' },
  },
  {
    name: "401, which is our key's trouble",
    steps: [reply(401, refusal(`Incorrect API key provided: ${KEY}.`, { code: 'invalid_api_key' }))],
    status: 502,
    code: 'upstream_auth',
  },
  { name: '403', steps: [reply(403, refusal('Not for you.'))], status: 502, code: 'upstream_auth' },
  { name: '404', steps: [reply(404, refusal('No such model.'))], status: 502, code: 'upstream_failed' },
  {
    name: '429 with Retry-After',
    steps: [reply(429, refusal('Slow down.'), { 'Retry-After': '7' })],
    status: 429,
    code: 'rate_limit_exceeded',
    headers: { 'retry-after': '7' },
  },
  { name: '500', steps: [reply(500, refusal('Oops.'))], status: 502, code: 'upstream_failed' },
  { name: '503 with a page of HTML', steps: [reply(503, PAGE)], status: 502, code: 'upstream_failed' },
  { name: '529', steps: [reply(529, refusal('Overloaded.'))], status: 502, code: 'upstream_failed' },
  { name: 'a reset before any answer', steps: [reset], status: 502, code: 'upstream_unreachable' },
  { name: 'an end before any answer', steps: [cut], status: 502, code: 'upstream_unreachable' },
  {
    name: 'what is no HTTP',
    steps: [raw('SSH-2.0-OpenSSH_9.2p1\r\n'), cut],
    status: 502,
    code: 'upstream_invalid_response',
  },
  { name: 'silence', steps: [silence], status: 504, code: 'first_token_timeout' },
  {
    name: 'headers and then silence',
    steps: [streamHead(), silence],
    status: 504,
    code: 'first_token_timeout',
  },
  {
    name: 'a role and then silence',
    steps: [...stream(roleChunk), silence],
    status: 504,
    code: 'first_token_timeout',
  },
  {
    name: '200 with a JSON error',
    steps: [reply(200, refusal('The engine is gone.', { type: 'server_error' }))],
    status: 502,
    code: 'upstream_failed',
  },
  {
    name: '200 with a JSON error that names a rate limit',
    steps: [reply(200, refusal('Slow down.', { code: 'rate_limit_exceeded' }))],
    status: 429,
    code: 'rate_limit_exceeded',
  },
  {
    name: '200 with a page of HTML',
    steps: [reply(200, PAGE)],
    status: 502,
    code: 'upstream_invalid_response',
  },
  {
    name: '200 with a page of HTML that calls itself a stream',
    steps: [streamHead(), bytes(PAGE)],
    status: 502,
    code: 'upstream_invalid_response',
  },
  {
    name: '200 with nothing in it',
    steps: [streamHead()],
    status: 502,
    code: 'upstream_invalid_response',
  },
  {
    name: '204',
    steps: [head(204, {}, 0)],
    status: 502,
    code: 'upstream_invalid_response',
  },
  {
    name: 'a redirect, which is not followed with our key',
    steps: [head(302, { Location: 'http://upstream.internal/v1' }, 0)],
    status: 502,
    code: 'upstream_failed',
  },
  {
    name: 'an error as the first event',
    steps: stream(message(refusal('CUDA out of memory at worker 3', { type: 'server_error' }))),
    status: 502,
    code: 'upstream_failed',
  },
  {
    name: 'an error event after the role',
    steps: stream(roleChunk, message(refusal('CUDA out of memory at worker 3', { type: 'server_error' }))),
    status: 502,
    code: 'upstream_failed',
  },
  {
    name: '[DONE] at once',
    steps: stream(message('[DONE]')),
    status: 502,
    code: 'upstream_invalid_response',
  },
  {
    name: 'broken JSON at once',
    steps: stream('data: {"choices":[{\n\n'),
    status: 502,
    code: 'upstream_invalid_response',
  },
];

describe('an upstream that fails before its first event', () => {
  let upstream: ScriptedUpstream;
  let service: SpawnedService;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    const to = (base_url: string): object => ({ type: 'openai-compatible', base_url, api_key: KEY });
    const only = (provider: string, timeouts: object = {}): object => ({
      targets: [{ provider, model: 'real' }],
      retries: 0,
      timeouts,
    });
    const providers = {
      up: to(upstream.baseUrl),
      refusing: to(`http://127.0.0.1:${await closedPort()}/v1`),
      nameless: to(UNRESOLVABLE),
      // Speaks no TLS: the handshake fails.
      insecure: to(upstream.baseUrl.replace('http:', 'https:')),
    };
    const models = {
      m: only('up'),
      // Only where silence is the fault: a busy machine takes longer than this to answer.
      impatient: only('up', { first_token: '300ms' }),
      refusing: only('refusing'),
      nameless: only('nameless'),
      insecure: only('insecure', { connect: '2s' }),
    };
    // A breaker that opened would answer for the upstream.
    const defaults = { breaker: { failures: 1_000 } };
    service = await SpawnedService.start({}, JSON.stringify({ providers, models, defaults }));
  });
  afterEach(() => upstream.reset());
  afterAll(async () => {
    await service.stop();
    await upstream.stop();
  });

  describe.each([true, false])('with stream: %s', (streamed) => {
    it.each(FAULTS)('answers truly to $name', async ({ steps, status, code, error, headers }) => {
      upstream.next(...steps);
      const model = code === 'first_token_timeout' ? 'impatient' : 'm';
      const answer = await ask(service.url, { stream: streamed, model });
      expectEarly(answer, status, code);
      expect(answer.json.error).toMatchObject(error ?? { param: null });
      expect(answer.headers).toMatchObject(headers ?? {});
      expect(upstream.requests).toHaveLength(1);
    });

    it.each([
      ['a refused connection', 'refusing'],
      ['a name that cannot be resolved', 'nameless'],
      ['a failed TLS handshake', 'insecure'],
    ])('answers truly to %s', async (_, model) => {
      const answer = await ask(service.url, { stream: streamed, model });
      expectEarly(answer, 502, 'upstream_unreachable');
    });

    it('answers truly to a connection that is reset on accept', async () => {
      upstream.dropIdle();
      upstream.mode = 'reset';
      expectEarly(await ask(service.url, { stream: streamed }), 502, 'upstream_unreachable');
    });

    it('answers truly to a connection that is accepted and never read', async () => {
      upstream.dropIdle();
      upstream.mode = 'ignore';
      const answer = await ask(service.url, { stream: streamed, model: 'impatient' });
      expectEarly(answer, 504, 'first_token_timeout');
    });

    it('answers truly to a TLS handshake that is never answered', async () => {
      upstream.mode = 'ignore';
      const answer = await ask(service.url, { stream: streamed, model: 'insecure' });
      expectEarly(answer, 504, 'connect_timeout');
    });

    it('answers well right after a failure', async () => {
      upstream.next(reset);
      upstream.next(...stream(...helloWorld));
      expectEarly(await ask(service.url, { stream: streamed }), 502, 'upstream_unreachable');
      expect((await ask(service.url, { stream: streamed })).status).toBe(200);
    });
  });

  it('answers as an event stream where the caller reads nothing else', async () => {
    upstream.next(reply(500, PAGE));
    const answer = await ask(service.url, { stream: true }, { Accept: 'text/event-stream' });
    expect(answer.status).toBe(502);
    expect(answer.stream.errors).toMatchObject([{ code: 'upstream_failed', type: 'upstream_error' }]);
    expect(answer.stream.data).toHaveLength(2);
    expect(answer.stream.data[1]).toBe('[DONE]');
  });
});

/** One JSON error with all its four fields, and nothing in it that only operators may see. */
function expectEarly({ status, headers, body, json }: Reply, expected: number, code: string): void {
  expect({ status, code: json.error.code }).toEqual({ status: expected, code });
  expect(headers['content-type']).toMatch(/^application\/json/);
  expect(Object.keys(json)).toEqual(['error']);
  expect(Object.keys(json.error).sort()).toEqual(['code', 'message', 'param', 'type']);
  expect(body).not.toMatch(/sk-secret|<html|nginx|127\.0\.0\.1|\.internal|\.invalid|CUDA|\bat .*:\d+:\d+/);
}
