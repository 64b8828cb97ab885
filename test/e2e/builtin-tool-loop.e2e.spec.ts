import OpenAI from 'openai';
import { zodFunction } from 'openai/helpers/zod';
import { z } from 'zod';
import { ask, type Reply } from '../support/client';
import { choicesOf, TOOLS, usageOf, user, WEATHER } from '../support/example-tools';
import { StartedApplication } from '../support/started-application';

afterAll(() => StartedApplication.closeAll());

describe('a conversation with tools and the built-in model', () => {
  let service: StartedApplication;
  let client: OpenAI;
  beforeAll(async () => {
    service = await StartedApplication.start();
    client = new OpenAI({ baseURL: `${service.url}/v1`, apiKey: 'none', maxRetries: 0 });
  });
  const chat = (content: string, more: object = {}): Promise<Reply> =>
    ask(service.url, { model: 'builtin', messages: [user(content)], tools: TOOLS, ...more });

  it('counts tools, calls and their results', async () => {
    const usage = async (content: string, more: object) => usageOf(await chat(content, more));
    const without = await usage('Hello', { tools: undefined });
    const withTools = await usage('Hello', { tool_choice: 'none' });
    expect(withTools.prompt_tokens).toBeGreaterThan(without.prompt_tokens + 50);
    const whole = await usage('Weather in Paris', { stream: false });
    const { stream } = await chat('Weather in Paris', {
      stream: true,
      stream_options: { include_usage: true },
    });
    const pieces = stream.chunks.filter(({ choices }) => choices[0]?.delta.tool_calls);
    expect([stream.usage, whole.completion_tokens]).toEqual([whole, pieces.length]);
  });

  it('ends in the middle of a call after max_tokens', async () => {
    const reply = await chat('Weather in Paris', { max_tokens: 3 });
    const [{ finish_reason, message }] = choicesOf(reply);
    expect([finish_reason, usageOf(reply).completion_tokens]).toEqual(['length', 3]);
    expect('{"city":"Paris"}'.startsWith(message.tool_calls![0].function!.arguments)).toBe(true);
  });

  it('works the results into its answer', async () => {
    const reply = await ask(service.url, {
      model: 'builtin',
      tools: TOOLS,
      messages: [
        user('Weather in Paris and Berlin'),
        {
          role: 'assistant',
          tool_calls: ['a', 'b'].map((id) => ({
            id,
            type: 'function',
            function: { name: 'get_weather', arguments: '{}' },
          })),
        },
        {
          role: 'tool',
          tool_call_id: 'a',
          content: '{"city": "Paris", "degrees": 21.5, "wind": {"from": "west"}}',
        },
        { role: 'tool', tool_call_id: 'b', content: 'Rain in Berlin' },
      ],
    });
    const [{ message, finish_reason }] = choicesOf(reply);
    expect(finish_reason).toBe('stop');
    for (const text of ['get_weather', 'Paris', '21.5', 'west', 'Rain in Berlin'])
      expect(message.content).toContain(text);
  });

  it("runs the official client's tool loop to its end", async () => {
    const asked: string[] = [];
    const runner = client.chat.completions.runTools({
      model: 'builtin',
      stream: true,
      messages: [user('What is the weather in Lisbon?')],
      tools: [
        {
          type: 'function',
          function: {
            ...WEATHER.function,
            parse: (text: string) => JSON.parse(text) as { city: string },
            function: ({ city }: { city: string }) => {
              asked.push(city);
              return JSON.stringify({ city, sky: 'clear over the Tejo' });
            },
          },
        },
      ],
    });
    expect(await runner.finalContent()).toContain('clear over the Tejo');
    expect(asked).toEqual(['Lisbon']);
  });

  it('calls a function of zod with arguments that parse', async () => {
    const Query = z.object({
      table: z.enum(['orders', 'users']),
      limit: z.number().int().max(50),
      where: z.array(z.string()).max(3),
    });
    const completion = await client.chat.completions.parse({
      model: 'builtin',
      messages: [user('Query the orders table with a limit of 7')],
      tools: [zodFunction({ name: 'query', parameters: Query })],
      tool_choice: 'required',
    });
    const [call] = completion.choices[0].message.tool_calls!;
    const made = call as { function: { parsed_arguments: unknown } };
    expect(Query.parse(made.function.parsed_arguments)).toMatchObject({ table: 'orders', limit: 7 });
  });
});
