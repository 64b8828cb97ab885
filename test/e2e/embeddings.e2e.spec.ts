import OpenAI from 'openai';
import { ScriptedUpstream } from '../support/scripted-upstream';
import { SpawnedService } from '../support/spawned-service';
import { silence } from '../support/upstream-script';

const TEXTS = ['How do I reset my password?', 'I want to reset my password', 'Volcanoes erupt under the sea'];

const vectorsOf = ({ data }: OpenAI.CreateEmbeddingResponse): number[][] =>
  data.map(({ embedding }) => embedding);
const dot = (one: number[], other: number[]): number =>
  one.reduce((sum, value, i) => sum + value * other[i], 0);

let inner: SpawnedService;
let service: SpawnedService;
let client: OpenAI;

beforeAll(async () => {
  inner = await SpawnedService.start();
  const configuration = {
    providers: {
      inner: { type: 'openai-compatible', base_url: `${inner.url}/v1` },
      claude: { type: 'anthropic', api_key: 'sk-ant-secret' },
    },
    models: {
      remote: { targets: [{ provider: 'inner', model: 'builtin' }] },
      talker: { targets: [{ provider: 'claude', model: 'sonnet' }], fallbacks: ['builtin'] },
    },
  };
  service = await SpawnedService.start({}, JSON.stringify(configuration));
  client = new OpenAI({ baseURL: `${service.url}/v1`, apiKey: 'none', maxRetries: 0 });
});
afterAll(async () => {
  await Promise.all([service.stop(), inner.stop()]);
});

describe('embeddings of the built-in model', () => {
  it('are the same as numbers and as base64, which the client asks for by itself', async () => {
    const wish = { model: 'builtin', input: TEXTS };
    const { data: decoded, response } = await client.embeddings.create(wish).withResponse();
    const plain = await client.embeddings.create({ ...wish, encoding_format: 'float' });
    const floats = vectorsOf(plain).map((vector) => Array.from(Float32Array.from(vector)));
    expect(vectorsOf(decoded).map((vector) => Array.from(vector))).toEqual(floats);
    expect(plain).toMatchObject({
      object: 'list',
      model: 'builtin',
      data: TEXTS.map((_, index) => ({ object: 'embedding', index })),
    });
    expect(plain.usage.prompt_tokens).toBeGreaterThan(TEXTS.length);
    expect(plain.usage.total_tokens).toBe(plain.usage.prompt_tokens);
    expect(response.headers.get('x-provider')).toBe('builtin');
  });

  it('have length 1, as many dimensions as were asked for, and are near where texts are', async () => {
    for (const dimensions of [undefined, 64, 3_072]) {
      const answer = await client.embeddings.create({ model: 'builtin', input: TEXTS, dimensions });
      const [one, near, far] = vectorsOf(answer);
      expect(one).toHaveLength(dimensions ?? 384);
      expect(dot(one, one)).toBeCloseTo(1, 5);
      expect(dot(one, near)).toBeGreaterThan(dot(one, far) + 0.2);
    }
  });

  it('are the same by way of another instance', async () => {
    for (const encoding_format of ['float', 'base64', undefined] as const) {
      const wish = { input: TEXTS, dimensions: 32, encoding_format };
      const direct = await client.embeddings.create({ ...wish, model: 'builtin' });
      const remote = await client.embeddings.create({ ...wish, model: 'remote' });
      expect(remote).toEqual({ ...direct, model: 'remote' });
    }
  });

  it('stand in the log', async () => {
    const { usage } = await client.embeddings.create(
      { model: 'builtin', input: 'Hello' },
      { headers: { 'X-Request-Id': 'vectors' } },
    );
    expect(await service.logged(/"vectors"/)).toMatchObject({
      ...{ path: '/v1/embeddings', statusCode: 200, outcome: 'finished', streamed: false },
      ...{ provider: 'builtin', promptTokens: usage.prompt_tokens, completionTokens: 0 },
    });
  });

  it.each([
    [OpenAI.BadRequestError, { input: '' }, 'invalid_value', 'input'],
    [OpenAI.BadRequestError, { input: ['a', ''] }, 'invalid_value', 'input[1]'],
    [OpenAI.BadRequestError, { input: [1, 2] }, 'unsupported_value', 'input'],
    [OpenAI.BadRequestError, { dimensions: 3_073 }, 'unsupported_value', 'dimensions'],
    [OpenAI.BadRequestError, { model: 'talker' }, 'unsupported_value', 'model'],
    [OpenAI.BadRequestError, { model: 'claude/sonnet' }, 'unsupported_value', 'model'],
    [OpenAI.NotFoundError, { model: 'nobody' }, 'model_not_found', 'model'],
  ])('are refused with %p: %j', async (type, wish, code, param) => {
    const error: unknown = await client.embeddings
      .create({ model: 'builtin', input: 'Hi', ...wish })
      .then(undefined, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ code, param });
  });
});

/** Asks a service for the vector of one text. */
const ask = ({ url }: SpawnedService, model: string): Promise<Response> =>
  fetch(`${url}/v1/embeddings`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ model, input: 'a' }),
  });
const errorOf = async (response: Response): Promise<unknown> =>
  ((await response.json()) as { error: unknown }).error;

describe('embeddings and the bounds of the service', () => {
  let upstream: ScriptedUpstream;
  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
  });
  afterEach(() => upstream.reset());
  afterAll(() => upstream.stop());

  it('are refused while as many requests run as may', async () => {
    const small = await SpawnedService.start({
      MAX_CONCURRENT_STREAMS: '1',
      OPENAI_BASE_URL: upstream.baseUrl,
    });
    upstream.next(silence);
    const first = ask(small, 'openai/real').catch(() => undefined);
    await upstream.request();
    const second = await ask(small, 'builtin');
    expect([second.status, await errorOf(second)]).toMatchObject([503, { code: 'overloaded' }]);
    upstream.reset();
    await first;
    await small.stop();
  });

  it('are failed by a shutdown that cannot wait for them', async () => {
    const ending = await SpawnedService.start({ SHUTDOWN_GRACE: '0', OPENAI_BASE_URL: upstream.baseUrl });
    upstream.next(silence);
    const asked = ask(ending, 'openai/real');
    const request = await upstream.request();
    ending.signal('SIGTERM');
    const response = await asked;
    expect([response.status, await errorOf(response)]).toMatchObject([503, { code: 'shutting_down' }]);
    await request.closed;
    await ending.stop();
  });
});
