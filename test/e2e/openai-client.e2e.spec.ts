import OpenAI from 'openai';
import { StartedApplication } from '../support/started-application';
import { until } from '../support/until';

const MESSAGES: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'What is back-pressure?' }];

afterAll(() => StartedApplication.closeAll());

describe('the official OpenAI client', () => {
  let service: StartedApplication;
  let client: OpenAI;
  beforeAll(async () => {
    service = await StartedApplication.start();
    client = new OpenAI({ baseURL: `${service.url}/v1`, apiKey: 'none', maxRetries: 0 });
  });

  it('gets a completion', async () => {
    const completion = await client.chat.completions.create({
      model: 'builtin',
      messages: MESSAGES,
      seed: 1,
    });
    const [{ message, finish_reason }] = completion.choices;
    expect(message.role).toBe('assistant');
    expect(message.content?.length).toBeGreaterThan(1_375);
    expect(finish_reason).toBe('stop');
    expect(completion.usage?.total_tokens).toBe(
      completion.usage!.prompt_tokens + completion.usage!.completion_tokens,
    );
  });

  it('streams the same text', async () => {
    const wish = { model: 'builtin', messages: MESSAGES, seed: 1 };
    const whole = await client.chat.completions.create(wish);
    const stream = await client.chat.completions.create({
      ...wish,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let chunks = 0;
    let usage: OpenAI.CompletionUsage | null | undefined;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      usage = chunk.usage;
      chunks++;
    }
    expect(text).toBe(whole.choices[0].message.content);
    expect(usage).toEqual(whole.usage);
    expect(chunks).toBeGreaterThan(100);
  });

  it('honours n, stop and max_tokens', async () => {
    const { choices } = await client.chat.completions.create({
      model: 'builtin',
      messages: MESSAGES,
      n: 3,
      max_completion_tokens: 7,
    });
    expect(choices.map(({ index, finish_reason }) => [index, finish_reason])).toEqual(
      [0, 1, 2].map((i) => [i, 'length']),
    );
    const [stopped] = (
      await client.chat.completions.create({ model: 'builtin', messages: MESSAGES, stop: ['.'] })
    ).choices;
    expect([stopped.finish_reason, stopped.message.content]).toEqual([
      'stop',
      expect.not.stringContaining('.'),
    ]);
  });

  it('aborts a stream, and the generation ends with it', async () => {
    const slow = await StartedApplication.start({ BUILTIN_TOKENS_PER_SECOND: '20' });
    const impatient = new OpenAI({ baseURL: `${slow.url}/v1`, apiKey: 'none' });
    const stream = await impatient.chat.completions.create({
      model: 'builtin',
      messages: MESSAGES,
      stream: true,
    });
    for await (const chunk of stream) {
      if (chunk.choices[0]?.delta.content) break;
    }
    await until('the generation has ended', async () => (await slow.activeStreams()) === 0);
    await slow.close();
  });

  it.each([
    [OpenAI.BadRequestError, { temperature: 5 }, 'invalid_value', 'temperature'],
    [OpenAI.NotFoundError, { model: 'nobody' }, 'model_not_found', 'model'],
  ])('throws %p', async (type, wish, code, param) => {
    const ask = client.chat.completions.create({ model: 'builtin', messages: MESSAGES, ...wish });
    const error: unknown = await ask.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ code, param });
  });

  it('throws what fails inside of a stream', async () => {
    const faulty = await StartedApplication.start({ BUILTIN_FAULTS: 'on' });
    const unlucky = new OpenAI({ baseURL: `${faulty.url}/v1`, apiKey: 'none', maxRetries: 0 });
    const stream = await unlucky.chat.completions.create({
      model: 'builtin',
      messages: MESSAGES,
      stream: true,
      metadata: { fault: 'error-after:3' },
    });
    let text = '';
    const reading = (async () => {
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    })();
    await expect(reading).rejects.toBeInstanceOf(OpenAI.APIError);
    expect(text).not.toBe('');
    await faulty.close();
  });

  it('lists and finds models', async () => {
    const names = (await client.models.list()).data.map(({ id }) => id);
    expect(names).toContain('builtin');
    expect(await client.models.retrieve('builtin')).toMatchObject({ id: 'builtin', object: 'model' });
    await expect(client.models.retrieve('nobody')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });
});
