import { StartedApplication } from '../support/started-application';

const USER = { role: 'user', content: 'Hi' };
const chat = (more: object) => ({ messages: [USER], ...more });
const prompt = (more: object) => ({ prompt: 'Hi', stream: true, ...more });

/** Bodies of the OpenAI dialect that are at fault: code, parameter, body. */
const WRONG: readonly [code: string, param: string | null, body: unknown][] = [
  ['invalid_json', null, '{"messages": ['],
  ['invalid_json', null, '[]'],
  ['invalid_json', null, 'null'],
  ['invalid_json', null, '"text"'],
  ['missing_required_parameter', 'messages', {}],
  ['missing_required_parameter', 'messages', { model: 'builtin', stream: true }],
  ['invalid_value', 'prompt', { ...prompt({}), messages: [USER] }],
  ['invalid_value', 'messages', { messages: [] }],
  ['invalid_value', 'messages', { messages: 'Hi' }],
  ['invalid_value', 'messages[0].role', { messages: [{ role: 'robot', content: 'Hi' }] }],
  ['missing_required_parameter', 'messages[0].role', { messages: [[]] }],
  ['missing_required_parameter', 'tools[0].type', { messages: [USER], tools: [[USER]] }],
  ['missing_required_parameter', 'messages[0].content', { messages: [{ role: 'user' }] }],
  ['invalid_value', 'messages[1].content', { messages: [USER, { role: 'user', content: 5 }] }],
  [
    'invalid_value',
    'messages[0].content[0].type',
    { messages: [{ role: 'user', content: [{ type: 'video' }] }] },
  ],
  [
    'missing_required_parameter',
    'messages[0].content[0].text',
    { messages: [{ role: 'user', content: [{ type: 'text' }] }] },
  ],
  ['missing_required_parameter', 'messages[0].tool_call_id', { messages: [{ role: 'tool', content: 'x' }] }],
  ['invalid_value', 'model', chat({ model: 5 })],
  ['invalid_value', 'temperature', chat({ temperature: 2.1 })],
  ['invalid_value', 'temperature', chat({ temperature: 'hot' })],
  ['invalid_value', 'top_p', chat({ top_p: -0.1 })],
  ['invalid_value', 'n', chat({ n: 0 })],
  ['invalid_value', 'n', chat({ n: 129 })],
  ['invalid_value', 'stop', chat({ stop: ['1', '2', '3', '4', '5'] })],
  ['invalid_value', 'max_tokens', chat({ max_tokens: 0 })],
  ['invalid_value', 'max_completion_tokens', chat({ max_completion_tokens: 1.5 })],
  ['invalid_value', 'presence_penalty', chat({ presence_penalty: 3 })],
  ['invalid_value', 'frequency_penalty', chat({ frequency_penalty: -3 })],
  ['invalid_value', 'logit_bias', chat({ logit_bias: { 5: 101 } })],
  ['invalid_value', 'top_logprobs', chat({ top_logprobs: 5 })],
  ['invalid_value', 'seed', chat({ seed: 1.5 })],
  ['invalid_value', 'stream', chat({ stream: 'yes' })],
  ['invalid_value', 'stream_options', chat({ stream_options: { include_usage: true } })],
  [
    'invalid_value',
    'tools[0].function.name',
    chat({ tools: [{ type: 'function', function: { name: 'a b' } }] }),
  ],
  ['invalid_value', 'tool_choice', chat({ tool_choice: 'sometimes' })],
  ['invalid_value', 'response_format.type', chat({ response_format: { type: 'xml' } })],
  ['invalid_value', 'reasoning_effort', chat({ reasoning_effort: 'huge' })],
  ['invalid_value', 'verbosity', chat({ verbosity: 'loud' })],
  ['invalid_value', 'service_tier', chat({ service_tier: 'gold' })],
  ['invalid_value', 'metadata', chat({ metadata: { a: 1 } })],
  [
    'invalid_value',
    'metadata',
    chat({ metadata: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [i, ''])) }),
  ],
  [
    'unsupported_value',
    'messages[0].content[0]',
    { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://x/y.png' } }] }] },
  ],
];

afterAll(() => StartedApplication.closeAll());

describe('errors before the stream', () => {
  let service: StartedApplication;
  beforeAll(async () => {
    service = await StartedApplication.start();
  });

  describe('in the OpenAI dialect', () => {
    it.each(WRONG)('%s of %s', async (code, param, body) => {
      const response = await service.post(body);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      const { error } = (await response.json()) as { error: Record<string, unknown> };
      expect([response.status, error]).toEqual([
        400,
        { message: expect.any(String) as string, type: 'invalid_request_error', param, code },
      ]);
      expect(error.message).not.toMatch(/\bat .*:\d+|node_modules|\/src\/|undefined/);
    });

    it('answers 404 for a model that does not exist', async () => {
      const response = await service.post(chat({ model: 'nobody' }));
      expect([response.status, await response.json()]).toMatchObject([
        404,
        { error: { code: 'model_not_found', param: 'model', type: 'invalid_request_error' } },
      ]);
    });

    it('answers 415 for a body that is not JSON', async () => {
      const response = await service.post('{}', { 'Content-Type': 'text/plain' });
      expect([response.status, await response.json()]).toMatchObject([
        415,
        { error: { code: 'unsupported_media_type', param: null } },
      ]);
    });

    it('answers 413 for a body over the limit, whether it says its length or not', async () => {
      const content = JSON.stringify(chat({ user: 'x'.repeat(1_100_000) }));
      const counted = await service.post(content);
      const streamed = await fetch(`${service.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: new Blob([content]).stream(),
        duplex: 'half',
      });
      for (const response of [counted, streamed]) {
        expect([response.status, await response.json()]).toMatchObject([
          413,
          { error: { code: 'request_too_large' } },
        ]);
      }
    });

    it('answers 405 with Allow, and 404, for every method and path', async () => {
      const wrong = await fetch(`${service.url}/v1/chat/completions`, { method: 'DELETE' });
      expect([wrong.status, wrong.headers.get('allow'), await wrong.json()]).toMatchObject([
        405,
        'POST',
        { error: { code: 'method_not_allowed' } },
      ]);
      const get = await fetch(`${service.url}/v1/chat/completions`);
      expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
      const head = await fetch(`${service.url}/v1/chat/completions`, { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([405, '']);
      const nowhere = await fetch(`${service.url}/v2/chat`, { method: 'POST' });
      expect([nowhere.status, await nowhere.json()]).toMatchObject([404, { error: { code: 'unknown_url' } }]);
    });

    it('sends the error as an event to a client that reads event streams only', async () => {
      const response = await service.post(chat({ n: 0, stream: true }), { Accept: 'text/event-stream' });
      expect([response.status, response.headers.get('content-type')]).toEqual([
        400,
        'text/event-stream; charset=utf-8',
      ]);
      const [event, done, rest] = (await response.text()).split('\n\n');
      expect(JSON.parse(event.replace(/^data: /, ''))).toEqual({
        error: {
          message: expect.any(String) as string,
          type: 'invalid_request_error',
          param: 'n',
          code: 'invalid_value',
        },
      });
      expect([done, rest]).toEqual(['data: [DONE]', '']);
      const both = await service.post(chat({ n: 0 }), { Accept: 'application/json, text/event-stream' });
      expect(both.headers.get('content-type')).toContain('application/json');
    });
  });

  describe('in the prompt dialect', () => {
    it.each([
      ['Prompt cannot be empty', prompt({ prompt: '' })],
      ['Prompt cannot be empty', prompt({ prompt: ' \n\t ' })],
      ['Prompt must be a string', prompt({ prompt: 5 })],
      ['Prompt cannot be longer than 5,000 characters', prompt({ prompt: 'x'.repeat(5_001) })],
      [
        "Invalid value for 'stream': must be true: the prompt dialect always streams.",
        prompt({ stream: false }),
      ],
      ["Missing required parameter: 'stream'.", { prompt: 'Hi' }],
      ["Invalid value for 'temperature': must not be greater than 2.", prompt({ temperature: 9 })],
    ])('%s', async (error, body) => {
      const response = await service.post(body);
      expect([response.status, response.headers.get('content-type')]).toEqual([
        400,
        'text/event-stream; charset=utf-8',
      ]);
      const [event, done, rest] = (await response.text()).split('\n\n');
      expect(JSON.parse(event.replace(/^data: /, ''))).toEqual({ error, code: 400 });
      expect([done, rest]).toEqual(['data: [DONE]', '']);
    });

    it('counts characters after trimming, and an emoji as one', async () => {
      for (const text of [` ${'x'.repeat(5_000)} `, '😀'.repeat(5_000)]) {
        const response = await service.post(prompt({ prompt: text, max_tokens: 1 }));
        expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('[DONE]')]);
      }
    });

    it('has its own form of 404', async () => {
      const response = await service.post(prompt({ model: 'nobody' }));
      expect([response.status, await response.text()]).toEqual([
        404,
        expect.stringMatching(/^data: \{"error":"[^"]*nobody[^"]*","code":404\}\n\ndata: \[DONE\]\n\n$/),
      ]);
    });
  });
});

describe('a service at its limit', () => {
  it('answers 503 with Retry-After, in both dialects, and serves again afterwards', async () => {
    const service = await StartedApplication.start({
      MAX_CONCURRENT_STREAMS: '1',
      BUILTIN_TOKENS_PER_SECOND: '20',
    });
    const first = await service.post(prompt({}));
    const second = await service.post(chat({}));
    expect([second.status, second.headers.get('retry-after'), await second.json()]).toMatchObject([
      503,
      '1',
      { error: { type: 'overloaded_error', code: 'overloaded' } },
    ]);
    const third = await service.post(prompt({}));
    expect([third.status, await third.text()]).toEqual([503, expect.stringContaining('"code":503')]);
    await first.body?.cancel();
    let status = 503;
    for (let i = 0; i < 200 && status === 503; i++)
      status = (await service.post(chat({ max_tokens: 1 }))).status;
    expect(status).toBe(200);
    await service.close();
  });
});
