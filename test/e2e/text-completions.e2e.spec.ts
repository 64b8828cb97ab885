import OpenAI from 'openai';
import { chunk, done, message, roleChunk, stream, usageChunk } from '../support/openai-chunks';
import { ScriptedUpstream } from '../support/scripted-upstream';
import { SpawnedService } from '../support/spawned-service';
import { settled, until } from '../support/until';
import { bytes, endless, reply, silence, streamHead } from '../support/upstream-script';

const PROMPTS = ['What is back-pressure?', 'What is a circuit breaker?'];

let upstream: ScriptedUpstream;
let service: SpawnedService;
let client: OpenAI;
beforeAll(async () => {
  upstream = await ScriptedUpstream.start();
  const configuration = {
    providers: { up: { type: 'openai-compatible', base_url: upstream.baseUrl } },
    models: { m: { targets: [{ provider: 'up', model: 'real' }], retries: 0 } },
    defaults: { breaker: { failures: 1_000 } },
  };
  service = await SpawnedService.start(
    { BUILTIN_TOKENS_PER_SECOND: '0', MAX_CHOICES: '4' },
    JSON.stringify(configuration),
  );
  client = new OpenAI({ baseURL: `${service.url}/v1`, apiKey: 'none', maxRetries: 0 });
});
afterEach(() => upstream.reset());
afterAll(async () => {
  await service.stop();
  await upstream.stop();
});

const post = (body: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${service.url}/v1/completions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** What a stream amounts to. */
async function collected(body: OpenAI.CompletionCreateParamsStreaming) {
  const texts: string[] = [];
  const reasons: (string | null)[] = [];
  let usage: OpenAI.CompletionUsage | null | undefined;
  for await (const part of await client.completions.create(body)) {
    usage = part.usage;
    for (const { index, text, finish_reason } of part.choices) {
      texts[index] = (texts[index] ?? '') + text;
      if (finish_reason) reasons[index] = finish_reason;
    }
  }
  return { texts, reasons, usage };
}

describe('text completions', () => {
  it('come as one object, with the sum of the usage', async () => {
    const { data, response } = await client.completions
      .create({ model: 'builtin', prompt: PROMPTS[0], seed: 1 })
      .withResponse();
    expect(data).toMatchObject({ object: 'text_completion', model: 'builtin' });
    expect(data.id).toMatch(/^cmpl-\w+$/);
    expect(data.choices).toEqual([
      { text: expect.any(String) as string, index: 0, logprobs: null, finish_reason: 'stop' },
    ]);
    // Longer than the 16 tokens at which OpenAI's API would cut.
    expect(data.usage?.completion_tokens).toBeGreaterThan(100);
    expect(response.headers.get('x-provider')).toBe('builtin');
  });

  it('stream the same, for several prompts and choices, numbered by prompt first', async () => {
    const wish = { model: 'builtin', prompt: PROMPTS, n: 2, max_tokens: 30, seed: 1, echo: true };
    const whole = await client.completions.create(wish);
    const streamed = await collected({ ...wish, stream: true, stream_options: { include_usage: true } });
    expect(streamed.texts).toEqual(whole.choices.map(({ text }) => text));
    expect(whole.choices.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(streamed.reasons).toEqual(['length', 'length', 'length', 'length']);
    expect(streamed.usage).toEqual(whole.usage);
    expect(whole.usage?.completion_tokens).toBe(120);
    for (const [index, text] of streamed.texts.entries()) {
      expect(text.startsWith(PROMPTS[Math.floor(index / 2)])).toBe(true);
    }
    const alone = await client.completions.create({ ...wish, prompt: PROMPTS[1] });
    expect(alone.choices.map(({ text }) => text)).toEqual(streamed.texts.slice(2));
  });

  it('say in the log what all prompts came to', async () => {
    const response = await post(
      { model: 'builtin', prompt: PROMPTS, max_tokens: 3 },
      { 'X-Request-Id': 'summed' },
    );
    const { usage } = (await response.json()) as OpenAI.Completion;
    const line = await service.logged(/"summed"/);
    expect(line).toMatchObject({
      ...{ path: '/v1/completions', outcome: 'finished', provider: 'builtin', attempts: 2 },
      ...{ promptTokens: usage?.prompt_tokens, completionTokens: 6 },
    });
  });

  it('ask an upstream for log probabilities and give them in the legacy shape', async () => {
    const logprob = (token: string) => ({ token, logprob: -0.5, bytes: null, top_logprobs: [] });
    const withLogprobs = (content: string): string =>
      message({
        id: 'chatcmpl-real',
        choices: [{ index: 0, delta: { content }, logprobs: { content: [logprob(content)] } }],
      });
    upstream.always(
      ...stream(roleChunk, withLogprobs('Hé'), withLogprobs(' you'), chunk({}, 'stop'), usageChunk, done),
    );
    const { choices } = await client.completions.create({ model: 'm', prompt: 'Hi', logprobs: 2 });
    expect(choices[0]).toEqual({
      text: 'Hé you',
      index: 0,
      logprobs: {
        tokens: ['Hé', ' you'],
        token_logprobs: [-0.5, -0.5],
        top_logprobs: [{ Hé: -0.5 }, { ' you': -0.5 }],
        text_offset: [0, 2],
      },
      finish_reason: 'stop',
    });
    expect(upstream.requests[0].json).toMatchObject({
      messages: [{ role: 'user', content: 'Hi' }],
      logprobs: true,
      top_logprobs: 2,
    });
    expect(upstream.requests[0].json).not.toHaveProperty('prompt');
  });

  it('fail as a whole when one prompt fails, and end the others', async () => {
    upstream.next(silence);
    upstream.next(reply(400, { error: { message: 'Not this one.', param: 'messages' } }));
    const answer = post({ model: 'm', prompt: PROMPTS });
    const request = await upstream.request();
    const response = await answer;
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { error: { message: 'Not this one.', code: 'invalid_value' } },
    ]);
    await request.closed;
  });

  it('end all generations when the client leaves', async () => {
    upstream.always(silence);
    const leaving = new AbortController();
    const asked = client.completions.create({ model: 'm', prompt: PROMPTS }, { signal: leaving.signal });
    const requests = [await upstream.request(0), await upstream.request(1)];
    leaving.abort();
    await expect(asked).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
    await Promise.all(requests.map(({ closed }) => closed));
    await until('nothing runs any more', async () => {
      const { details } = (await (await fetch(`${service.url}/health`)).json()) as {
        details: { service: { activeStreams: number } };
      };
      return details.service.activeStreams === 0;
    });
  });

  it('slow down every generation for a client that does not read', async () => {
    upstream.always(
      streamHead(),
      bytes(roleChunk),
      endless(chunk({ content: 'x'.repeat(1_000) }).repeat(64)),
    );
    const response = await post({ model: 'm', prompt: PROMPTS, stream: true });
    const requests = [await upstream.request(0), await upstream.request(1)];
    for (const request of requests) await settled('what the upstream has sent', () => request.sentBytes);
    await response.body?.cancel();
    await Promise.all(requests.map(({ closed }) => closed));
  });

  it.each([
    [OpenAI.BadRequestError, { prompt: [[1, 2]] }, 'unsupported_value', 'prompt'],
    [OpenAI.BadRequestError, { prompt: ['a', 'b', 'c'], n: 2 }, 'invalid_value', 'prompt'],
    [OpenAI.BadRequestError, { suffix: 'end' }, 'unsupported_parameter', 'suffix'],
    [OpenAI.BadRequestError, { logprobs: 6 }, 'invalid_value', 'logprobs'],
    [OpenAI.NotFoundError, { model: 'nobody' }, 'model_not_found', 'model'],
  ])('are refused with %p: %j', async (type, wish, code, param) => {
    const error: unknown = await client.completions
      .create({ model: 'builtin', prompt: 'Hi', ...wish })
      .then(undefined, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ code, param });
  });

  it('report an early error as an event to whoever reads nothing else', async () => {
    const response = await post({ model: 'nobody', prompt: 'Hi' }, { Accept: 'text/event-stream' });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(await response.text()).toMatch(
      /^data: \{"error":\{.*"code":"model_not_found"\}\}\n\ndata: \[DONE\]\n\n$/,
    );
  });

  it('report a failure inside of the stream as an event', async () => {
    upstream.next(...stream(roleChunk, chunk({ content: 'Hel' })));
    const response = await post({ model: 'm', prompt: 'Hi', stream: true });
    const [first, error, end] = (await response.text()).split('\n\n');
    expect(first).toContain('"text":"Hel"');
    expect(error).toContain('"code":"upstream_invalid_response"');
    expect(end).toBe('data: [DONE]');
  });
});
