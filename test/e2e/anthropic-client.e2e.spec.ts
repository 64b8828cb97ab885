import Anthropic from '@anthropic-ai/sdk';
import { StartedApplication } from '../support/started-application';
import { until } from '../support/until';

const WISH = {
  model: 'builtin',
  max_tokens: 1_000,
  messages: [{ role: 'user', content: 'What is back-pressure?' }],
} satisfies Anthropic.MessageCreateParamsNonStreaming;

const clientOf = ({ url }: { readonly url: string }): Anthropic =>
  new Anthropic({ baseURL: url, apiKey: 'none', maxRetries: 0 });
/** What a promise was rejected with. */
const failure = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    () => undefined,
    (reason: unknown) => reason,
  );

afterAll(() => StartedApplication.closeAll());

describe('the official Anthropic client', () => {
  let client: Anthropic;
  beforeAll(async () => {
    client = clientOf(await StartedApplication.start());
  });

  it('gets a message', async () => {
    const { data, response, request_id } = await client.messages.create(WISH).withResponse();
    expect(data).toMatchObject({ type: 'message', role: 'assistant', model: 'builtin', stop_sequence: null });
    expect(data.id).toMatch(/^msg_/);
    expect(request_id).toBe(response.headers.get('x-request-id'));
    const [block] = data.content;
    expect([block.type, block.type === 'text' && block.text.length > 1_375]).toEqual(['text', true]);
    expect([data.stop_reason, data.usage.input_tokens > 0, data.usage.output_tokens > 100]).toEqual([
      ...['end_turn', true, true],
    ]);
  });

  it('streams the same message by typed events', async () => {
    const whole = await client.messages.create(WISH);
    const stream = client.messages.stream(WISH);
    let text = '';
    const types = new Set<string>();
    stream.on('text', (delta) => (text += delta));
    stream.on('streamEvent', ({ type }) => types.add(type));
    const message = await stream.finalMessage();
    expect(message.content).toEqual(whole.content);
    expect(whole.content).toEqual([{ type: 'text', text }]);
    expect([message.stop_reason, message.usage]).toEqual([whole.stop_reason, whole.usage]);
    expect([...types]).toEqual([
      ...['message_start', 'content_block_start', 'content_block_delta', 'content_block_stop'],
      ...['message_delta', 'message_stop'],
    ]);
  });

  it('streams through the beta API, whose requests have a query', async () => {
    const stream = client.beta.messages.stream({ ...WISH, max_tokens: 5, betas: ['context-1m-2025-08-07'] });
    const message = await stream.finalMessage();
    expect([message.stop_reason, message.usage.output_tokens]).toEqual(['max_tokens', 5]);
    const refused = await failure(client.beta.messages.create({ ...WISH, model: 'nobody' }));
    expect(refused).toMatchObject({ status: 404, type: 'not_found_error' });
  });

  it('ends at a stop sequence, and says which one it was', async () => {
    const wish = { ...WISH, stop_sequences: ['nowhere to be found', '.'] };
    const { content, stop_reason, stop_sequence } = await client.messages.create(wish);
    expect(JSON.stringify(content)).not.toContain('.');
    expect([stop_reason, stop_sequence]).toEqual(['stop_sequence', '.']);
  });

  it.each<[unknown, object, string]>([
    [Anthropic.BadRequestError, { temperature: 5 }, 'invalid_request_error'],
    [Anthropic.BadRequestError, { messages: [] }, 'invalid_request_error'],
    [
      Anthropic.BadRequestError,
      { tools: [{ type: 'web_search_20250305', name: 'web_search' }] },
      'invalid_request_error',
    ],
    [Anthropic.NotFoundError, { model: 'nobody' }, 'not_found_error'],
  ])('throws %p for %j', async (type, wish, name) => {
    for (const stream of [false, true]) {
      const error = await failure(client.messages.create({ ...WISH, ...wish, stream }));
      expect(error).toBeInstanceOf(type);
      const { requestID, error: body } = error as { requestID: string; error: object };
      expect(body).toEqual({
        type: 'error',
        error: { type: name, message: expect.any(String) as string },
        request_id: requestID,
      });
    }
  });

  it('says which block of the conversation cannot be taken', async () => {
    const source = { type: 'url', url: 'https://example.com/a.png' } as const;
    const content = [
      { type: 'text', text: 'Look:' },
      { type: 'image', source },
    ] satisfies Anthropic.ContentBlockParam[];
    const messages = [{ role: 'user' as const, content }];
    const error = await failure(client.messages.create({ ...WISH, system: 'Be brief.', messages }));
    expect((error as Error).message).toMatch(/messages\[0\]\.content\[1\]: .*'image'/);
  });

  it.each([
    ['error:429', 429, 'rate_limit_error'],
    ['error:503', 503, 'overloaded_error'],
    ['error:504', 504, 'timeout_error'],
    ['error:502', 502, 'api_error'],
  ])('throws the failure %s with its status', async (fault, status, type) => {
    const metadata = { fault } as Anthropic.Metadata;
    const faulty = clientOf(await StartedApplication.start({ BUILTIN_FAULTS: 'on' }));
    for (const stream of [false, true]) {
      const error = await failure(faulty.messages.create({ ...WISH, stream, metadata }));
      expect(error).toMatchObject({ status, type });
    }
  });

  it('throws what fails inside of a stream', async () => {
    const metadata = { fault: 'error-after:3:overloaded' } as Anthropic.Metadata;
    const faulty = clientOf(await StartedApplication.start({ BUILTIN_FAULTS: 'on' }));
    const stream = faulty.messages.stream({ ...WISH, metadata });
    let text = '';
    stream.on('text', (delta) => (text += delta));
    const error = await failure(stream.finalMessage());
    expect(error).toBeInstanceOf(Anthropic.APIError);
    expect(error).toMatchObject({ type: 'overloaded_error' });
    expect(text).not.toBe('');
  });

  it('aborts a stream, and the generation ends with it', async () => {
    const slow = await StartedApplication.start({ BUILTIN_TOKENS_PER_SECOND: '20' });
    const stream = await clientOf(slow).messages.create({ ...WISH, stream: true });
    for await (const { type } of stream) if (type === 'content_block_delta') break;
    await until('the generation has ended', async () => (await slow.activeStreams()) === 0);
  });

  it('estimates the tokens of a request', async () => {
    const { messages, model } = WISH;
    const short = await client.messages.countTokens({ model, messages });
    const system = 'You are a careful assistant. '.repeat(40);
    const tools = [{ name: 'f', input_schema: { type: 'object' as const, properties: {} } }];
    const long = await client.messages.countTokens({ model, messages, system, tools });
    expect(short.input_tokens).toBeGreaterThan(3);
    expect(long.input_tokens).toBeGreaterThan(short.input_tokens + 250);
    expect(await client.beta.messages.countTokens({ model, messages })).toMatchObject(short);
    const { usage } = await client.messages.create({ ...WISH, system });
    expect(Math.abs(long.input_tokens - usage.input_tokens)).toBeLessThan(usage.input_tokens);
    await expect(client.messages.countTokens({ model: 'nobody', messages })).rejects.toBeInstanceOf(
      Anthropic.NotFoundError,
    );
  });

  it('lists models page by page, and finds one', async () => {
    const ids: string[] = [];
    for await (const { id, type } of client.models.list({ limit: 1 })) ids.push(`${type} ${id}`);
    expect(ids).toContain('model builtin');
    expect(new Set(ids).size).toBe(ids.length);
    expect(await client.models.retrieve('builtin')).toEqual({
      ...{ type: 'model', id: 'builtin', display_name: 'builtin', created_at: '1970-01-01T00:00:00Z' },
    });
    expect(await failure(client.models.retrieve('nobody'))).toMatchObject({ type: 'not_found_error' });
    expect(await failure(client.models.list({ limit: 0 }))).toMatchObject({ type: 'invalid_request_error' });
  });
});
