import Anthropic from '@anthropic-ai/sdk';
import { MessageEvents } from '../support/message-events';
import {
  chunk,
  done,
  helloWorld,
  message,
  roleChunk,
  stream,
  textChunk,
  usageChunk,
} from '../support/openai-chunks';
import { ScriptedUpstream } from '../support/scripted-upstream';
import { SpawnedService } from '../support/spawned-service';
import { reply, silence, streamHead } from '../support/upstream-script';

const HI = { role: 'user' as const, content: 'Hi' };
const TOOLS: Anthropic.Tool[] = ['look', 'take'].map((name) => ({
  name,
  input_schema: { type: 'object', properties: { what: { type: 'string' } } },
}));
const WISH = { model: 'm', max_tokens: 100, messages: [HI], tools: TOOLS };

const piece = (index: number, json: string, name?: string): string =>
  chunk({
    tool_calls: [
      {
        index,
        ...(name !== undefined && { id: `call_${index}`, type: 'function' }),
        function: { ...(name !== undefined && { name }), arguments: json },
      },
    ],
  });
const finish = (reason: string): string[] => [chunk({}, reason), usageChunk, done];
const use = (index: number, name: string, input: object) => ({
  ...{ type: 'tool_use', id: `call_${index}`, name, input },
});

const ANSWERS: Record<string, { steps: string[]; content: object[]; reason: string }> = {
  'text and a call': {
    steps: [
      roleChunk,
      textChunk('Let me look.'),
      piece(0, '', 'look'),
      piece(0, '{"what":'),
      piece(0, '"é"}'),
    ],
    content: [{ type: 'text', text: 'Let me look.' }, use(0, 'look', { what: 'é' })],
    reason: 'tool_calls',
  },
  'parallel calls': {
    steps: [roleChunk, piece(0, '{"what":"a"}', 'look'), piece(1, '', 'take'), piece(1, '{"what":"b"}')],
    content: [use(0, 'look', { what: 'a' }), use(1, 'take', { what: 'b' })],
    reason: 'tool_calls',
  },
  'parallel calls whose pieces are mixed': {
    steps: [
      ...[roleChunk, piece(0, '', 'look'), piece(1, '', 'take'), piece(1, '{"what":'), piece(0, '{"wh')],
      ...[piece(1, '"b"}'), piece(0, 'at":"a"}')],
    ],
    content: [use(0, 'look', { what: 'a' }), use(1, 'take', { what: 'b' })],
    reason: 'tool_calls',
  },
  'a call without input': {
    steps: [roleChunk, piece(0, '', 'look')],
    content: [use(0, 'look', {})],
    reason: 'tool_calls',
  },
  reasoning: {
    steps: [
      roleChunk,
      chunk({ reasoning_content: 'Hm. ' }),
      chunk({ reasoning_content: 'Yes.' }),
      textChunk('Hi'),
    ],
    content: [
      { type: 'thinking', thinking: 'Hm. Yes.', signature: '' },
      { type: 'text', text: 'Hi' },
    ],
    reason: 'stop',
  },
  'a refusal': {
    steps: [roleChunk, chunk({ refusal: 'I will ' }), chunk({ refusal: 'not.' })],
    content: [{ type: 'text', text: 'I will not.' }],
    reason: 'stop',
  },
  'an answer of nothing': { steps: [roleChunk], content: [], reason: 'length' },
};

describe('POST /v1/messages, in front of another model', () => {
  let upstream: ScriptedUpstream;
  let service: SpawnedService;
  let client: Anthropic;
  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    service = await start();
    client = new Anthropic({ baseURL: service.url, apiKey: 'none', maxRetries: 0 });
  });
  afterEach(() => upstream.reset());
  afterAll(async () => {
    await service.stop();
    await upstream.stop();
  });

  const start = (environment: Readonly<Record<string, string>> = {}, timeouts: object = {}) => {
    const m = {
      targets: [{ provider: 'up', model: 'real' }],
      retries: 0,
      // A breaker that opened would answer for the upstream.
      breaker: { failures: 1_000 },
      timeouts,
    };
    const providers = { up: { type: 'openai-compatible', base_url: upstream.baseUrl } };
    return SpawnedService.start(environment, JSON.stringify({ providers, models: { m } }));
  };

  /** Asks without a client, and reads the body by the order that it must have. */
  const events = async (wish: object = {}, { url } = service): Promise<MessageEvents> => {
    const response = await fetch(`${url}/v1/messages?beta=true`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...WISH, ...wish, stream: true }),
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      ...[200, 'text/event-stream; charset=utf-8'],
    ]);
    return new MessageEvents(await response.text());
  };

  it.each(Object.keys(ANSWERS))('gives %s, streamed and in one piece', async (name) => {
    const { steps, content, reason } = ANSWERS[name];
    upstream.always(...stream(...steps, ...finish(reason)));
    const streamed = await events();
    expect(streamed.content).toEqual(content);
    expect(streamed.usage).toMatchObject({ input_tokens: 7, output_tokens: 2 });
    const whole = await client.messages.create(WISH);
    expect(whole.content).toEqual(content);
    expect(whole.stop_reason).toBe(streamed.stopReason);
    const final = await client.messages.stream(WISH).finalMessage();
    expect(final.content).toMatchObject(content);
  });

  it('takes a whole round of tools to the upstream, in its words', async () => {
    upstream.next(...stream(...helloWorld));
    await client.messages.create({
      ...WISH,
      system: 'Be brief.',
      tool_choice: { type: 'any', disable_parallel_tool_use: true },
      thinking: { type: 'disabled' },
      stop_sequences: ['x'],
      metadata: { user_id: 'u' },
      messages: [
        HI,
        { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'look', input: { what: 'a' } }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'Seen.' }] },
      ],
    });
    expect(upstream.requests[0].json).toEqual({
      model: 'real',
      max_tokens: 100,
      messages: [
        { role: 'system', content: 'Be brief.' },
        HI,
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 't', type: 'function', function: { name: 'look', arguments: '{"what":"a"}' } }],
        },
        { role: 'tool', tool_call_id: 't', content: 'Seen.' },
      ],
      tools: TOOLS.map(({ name, input_schema }) => ({
        type: 'function',
        function: { name, parameters: input_schema },
      })),
      ...{ tool_choice: 'required', parallel_tool_calls: false, reasoning_effort: 'none', stop: ['x'] },
      ...{ user: 'u', stream: true, stream_options: { include_usage: true } },
    });
  });

  it.each([
    ['breaks off', [], 'api_error'],
    ['says that it failed', [message({ error: { message: 'CUDA', code: 500 } })], 'api_error'],
    [
      'calls a tool again behind its end',
      [piece(0, '{}', 'look'), piece(1, '{', 'take'), piece(0, '{}')],
      'api_error',
    ],
  ])('ends with an error event where the upstream %s', async (_, more, type) => {
    upstream.next(...stream(roleChunk, textChunk('Hello'), ...more));
    const { content, error, stopReason } = await events();
    expect([content[0], error?.type, stopReason]).toEqual([{ type: 'text', text: 'Hello' }, type, undefined]);
    expect(error?.message).not.toContain('CUDA');
  });

  it('keeps a silent stream open by pings, also ahead of its first event', async () => {
    const patient = await start({ KEEP_ALIVE_INTERVAL: '100ms' }, { first_token: '600ms' });
    upstream.next(streamHead(), silence);
    const { types, error } = await events({}, patient);
    await patient.stop();
    expect(types[0]).toBe('ping');
    expect([types.at(-1), error?.type]).toEqual(['error', 'timeout_error']);
  });

  it.each([
    ['END', 'stop_sequence', 'END'],
    [151_643, 'end_turn', null],
    ['something else', 'end_turn', null],
    [null, 'end_turn', null],
  ])('says of an upstream’s stop_reason %j that it is %s', async (given, reason, sequence) => {
    const choice = { index: 0, delta: {}, finish_reason: 'stop', stop_reason: given };
    const ending = [message({ choices: [choice] }), usageChunk, done];
    upstream.next(...stream(roleChunk, textChunk('Hello'), ...ending));
    const { stopReason, stopSequence } = await events({ stop_sequences: ['END'] });
    expect([stopReason, stopSequence]).toEqual([reason, sequence]);
  });

  it('fails with a status where nothing has begun', async () => {
    upstream.next(reply(429, { error: { message: 'slow down' } }, { 'Retry-After': '7' }));
    const error: unknown = await client.messages.create({ ...WISH, stream: true }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Anthropic.RateLimitError);
    expect((error as InstanceType<typeof Anthropic.RateLimitError>).headers?.get('retry-after')).toBe('7');
  });

  it("names a parameter of the upstream's refusal as the caller does", async () => {
    const refusal = {
      message: "Invalid 'messages[2].tool_calls[0].id': too long.",
      type: 'invalid_request_error',
    };
    upstream.next(reply(400, { error: { ...refusal, param: 'messages[2].tool_calls[0].id', code: null } }));
    const messages: Anthropic.MessageParam[] = [
      HI,
      { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'look', input: {} }] },
    ];
    const error: unknown = await client.messages
      .create({ ...WISH, system: 'Be brief.', messages })
      .catch((e: unknown) => e);
    expect((error as Error).message).toContain("Invalid 'messages[1].content[0]': too long.");
  });

  it('refuses an input that cannot be read, where the answer is in one piece', async () => {
    upstream.next(...stream(roleChunk, piece(0, '{"what":', 'look'), ...finish('tool_calls')));
    const error: unknown = await client.messages.create(WISH).catch((e: unknown) => e);
    expect(error).toMatchObject({ status: 502, type: 'api_error' });
  });
});
