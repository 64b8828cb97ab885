import Anthropic from '@anthropic-ai/sdk';
import { StartedApplication } from '../support/started-application';
import { WAYS } from '../support/ways';

const QUESTION = 'What is back-pressure?';
const TOOL: Anthropic.Tool = {
  name: 'get_weather',
  description: 'The weather in a city',
  input_schema: {
    type: 'object',
    properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
    required: ['city', 'unit'],
  },
};
const ASK: Anthropic.MessageParam = { role: 'user', content: 'What is the weather in Paris, in celsius?' };
const SCHEMA = {
  type: 'object',
  properties: { name: { type: 'string' }, age: { type: 'integer' } },
  required: ['name', 'age'],
  additionalProperties: false,
};

afterAll(() => StartedApplication.closeAll());

describe.each(WAYS)('the official Anthropic client %s', (_, start) => {
  let client: Anthropic;
  let model: string;
  beforeAll(async () => {
    const way = await start();
    model = way.model;
    client = new Anthropic({ baseURL: way.service.url, apiKey: 'none', maxRetries: 0 });
  });

  it('gets the same text whole and streamed', async () => {
    const wish = { model, max_tokens: 200, messages: [{ role: 'user' as const, content: QUESTION }] };
    const whole = await client.messages.create(wish);
    const streamed = await client.messages.stream(wish).finalMessage();
    expect(whole.content).toEqual([
      { type: 'text', text: expect.stringMatching(/back-?pressure/i) as string },
    ]);
    expect([streamed.content, streamed.stop_reason]).toEqual([whole.content, 'max_tokens']);
    expect(streamed.usage.output_tokens).toBe(whole.usage.output_tokens);
  });

  it.each([false, true])('has a tool used and answers with its result (stream: %j)', async (stream) => {
    const first = {
      model,
      max_tokens: 1_000,
      messages: [ASK],
      tools: [TOOL],
      tool_choice: { type: 'any' as const },
    };
    const message = stream
      ? await client.messages.stream(first).finalMessage()
      : await client.messages.create(first);
    expect(message.stop_reason).toBe('tool_use');
    const use = message.content.find((block) => block.type === 'tool_use');
    if (!use) throw new Error('No tool was used');
    expect([use.name, use.input]).toEqual(['get_weather', { city: 'Paris', unit: 'celsius' }]);
    const second = await client.messages.create({
      model,
      max_tokens: 1_000,
      tools: [TOOL],
      messages: [
        ASK,
        { role: 'assistant', content: message.content },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: use.id, content: '17 degrees' }] },
      ],
    });
    expect(second.stop_reason).toBe('end_turn');
    expect(JSON.stringify(second.content)).toMatch(/17/);
  });

  it('gets an object of a schema', async () => {
    const message = await client.messages.create({
      model,
      max_tokens: 1_000,
      messages: [{ role: 'user', content: 'Ada Lovelace is 36 years old.' }],
      output_config: { format: { type: 'json_schema', schema: SCHEMA } },
    });
    const [block] = message.content;
    expect(block.type === 'text' && JSON.parse(block.text)).toEqual({
      name: expect.any(String) as string,
      age: expect.any(Number) as number,
    });
  });

  it('has tokens counted, and the models listed', async () => {
    const { input_tokens } = await client.messages.countTokens({ model, messages: [ASK], tools: [TOOL] });
    expect(input_tokens).toBeGreaterThan(10);
    const ids: string[] = [];
    for await (const { id } of client.models.list()) ids.push(id);
    expect(ids).toContain('builtin');
  });
});
