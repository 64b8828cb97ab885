import OpenAI from 'openai';
import { zodResponseFormat, zodResponsesFunction, zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { StartedApplication } from '../support/started-application';
import { WAYS } from '../support/ways';

const QUESTION = 'What is back-pressure?';
const WEATHER = z.object({ city: z.string(), unit: z.enum(['celsius', 'fahrenheit']) });
const PERSON = z.object({ name: z.string(), age: z.number().int(), tags: z.array(z.string()) });
const FUNCTION = {
  name: 'get_weather',
  description: 'The weather in a city',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
    required: ['city', 'unit'],
    additionalProperties: false,
  },
};
const ASK = 'What is the weather in Paris, in celsius?';

afterAll(() => StartedApplication.closeAll());

describe.each(WAYS)('the official OpenAI client %s', (_, start) => {
  let client: OpenAI;
  let model: string;
  beforeAll(async () => {
    const way = await start();
    model = way.model;
    client = new OpenAI({ baseURL: `${way.service.url}/v1`, apiKey: 'none', maxRetries: 0 });
  });

  describe('with chat completions', () => {
    const messages = [{ role: 'user' as const, content: QUESTION }];

    it('gets the same text whole and streamed', async () => {
      const whole = await client.chat.completions.create({ model, messages, max_tokens: 200 });
      const streamed = await client.chat.completions
        .stream({ model, messages, max_tokens: 200, stream_options: { include_usage: true } })
        .finalChatCompletion();
      expect(whole.choices[0].message.content).toMatch(/back-?pressure/i);
      expect(streamed.choices[0].message.content).toBe(whole.choices[0].message.content);
      expect(whole.usage?.total_tokens).toBeGreaterThan(0);
      expect(streamed.usage?.completion_tokens).toBe(whole.usage?.completion_tokens);
    });

    it.each([false, true])(
      'has a function called and answers with its result (stream: %j)',
      async (stream) => {
        const tools = [{ type: 'function' as const, function: FUNCTION }];
        const first = {
          model,
          messages: [{ role: 'user' as const, content: ASK }],
          tools,
          tool_choice: 'required' as const,
        };
        const { choices } = stream
          ? await client.chat.completions.stream(first).finalChatCompletion()
          : await client.chat.completions.create(first);
        const [{ message, finish_reason }] = choices;
        expect(finish_reason).toBe('tool_calls');
        const [call] = message.tool_calls ?? [];
        if (call?.type !== 'function') throw new Error('No function was called');
        expect(call.function.name).toBe('get_weather');
        expect(WEATHER.parse(JSON.parse(call.function.arguments))).toEqual({
          city: 'Paris',
          unit: 'celsius',
        });
        const result = {
          role: 'tool' as const,
          tool_call_id: call.id,
          content: '{"temperature": 17, "sky": "cloudy"}',
        };
        const second = await client.chat.completions.create({
          model,
          tools,
          messages: [...first.messages, message, result],
        });
        expect(second.choices[0].finish_reason).toBe('stop');
        expect(second.choices[0].message.content).toMatch(/17/);
      },
    );

    it('gets an object of a schema', async () => {
      const completion = await client.chat.completions.parse({
        model,
        messages: [{ role: 'user', content: 'Ada Lovelace is 36 years old.' }],
        response_format: zodResponseFormat(PERSON, 'person'),
      });
      expect(PERSON.parse(completion.choices[0].message.parsed)).toBeTruthy();
    });
  });

  describe('with responses', () => {
    it('gets the same text whole and streamed', async () => {
      const whole = await client.responses.create({ model, input: QUESTION, max_output_tokens: 200 });
      const stream = client.responses.stream({ model, input: QUESTION, max_output_tokens: 200 });
      const types = new Set<string>();
      for await (const { type } of stream) types.add(type);
      const streamed = await stream.finalResponse();
      expect(whole.output_text).toMatch(/back-?pressure/i);
      expect(streamed.output_text).toBe(whole.output_text);
      expect([...types]).toEqual(
        expect.arrayContaining([
          'response.created',
          'response.output_text.delta',
          'response.output_item.done',
        ]),
      );
    });

    it('has a function called, and continues the response with its result', async () => {
      const tools = [zodResponsesFunction({ name: 'get_weather', parameters: WEATHER })];
      const first = await client.responses.create({ model, input: ASK, tools, tool_choice: 'required' });
      const [call] = first.output.filter(({ type }) => type === 'function_call');
      if (call?.type !== 'function_call') throw new Error('No function was called');
      expect(WEATHER.parse(JSON.parse(call.arguments))).toEqual({ city: 'Paris', unit: 'celsius' });
      const second = await client.responses.create({
        model,
        tools,
        previous_response_id: first.id,
        input: [{ type: 'function_call_output', call_id: call.call_id, output: '{"temperature": 17}' }],
      });
      expect([second.status, second.output_text]).toEqual(['completed', expect.stringMatching(/17/)]);
    });

    it('gets an object of a schema', async () => {
      const response = await client.responses.parse({
        model,
        input: 'Ada Lovelace is 36 years old.',
        text: { format: zodTextFormat(PERSON, 'person') },
      });
      expect(PERSON.parse(response.output_parsed)).toBeTruthy();
    });
  });

  it('gets a text completion, whole and streamed', async () => {
    const whole = await client.completions.create({ model, prompt: QUESTION, max_tokens: 50 });
    let text = '';
    for await (const chunk of await client.completions.create({
      model,
      prompt: QUESTION,
      max_tokens: 50,
      stream: true,
    })) {
      text += chunk.choices[0]?.text ?? '';
    }
    expect([text, text.length > 50]).toEqual([whole.choices[0].text, true]);
  });

  it('lists the models', async () => {
    const ids: string[] = [];
    for await (const { id } of client.models.list()) ids.push(id);
    expect(ids).toContain('builtin');
  });
});
