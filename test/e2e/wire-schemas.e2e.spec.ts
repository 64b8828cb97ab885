import { CHAT_SCHEMAS } from '../support/chat-schemas';
import { ReceivedStream } from '../support/received-stream';
import { StartedApplication } from '../support/started-application';

const MESSAGES = [{ role: 'user', content: 'What is the weather in Paris, in celsius?' }];
const SCHEMA = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const TOOLS = [{ type: 'function', function: { name: 'get_weather', parameters: SCHEMA } }];
const WISHES: readonly object[] = [
  {},
  { n: 3, max_tokens: 20 },
  { tools: TOOLS, tool_choice: 'required' },
  { logprobs: true, top_logprobs: 3, max_tokens: 20 },
  { reasoning_effort: 'high' },
  { response_format: { type: 'json_schema', json_schema: { name: 'place', schema: SCHEMA } } },
];

afterAll(() => StartedApplication.closeAll());

describe('what the service sends', () => {
  let service: StartedApplication;
  beforeAll(async () => {
    service = await StartedApplication.start();
  });

  const ask = (path: string, body: object): Promise<Response> =>
    fetch(`${service.url}/v1/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ model: 'builtin', ...body }),
    });
  const holds = (schema: keyof typeof CHAT_SCHEMAS, value: unknown): void => {
    const check = CHAT_SCHEMAS[schema];
    expect([check(value), check.errors, value]).toEqual([true, null, value]);
  };

  it.each(WISHES)('as a chat completion has the fields of one and no other: %j', async (wish) => {
    const response = await ask('chat/completions', { messages: MESSAGES, ...wish });
    expect(response.status).toBe(200);
    holds('completion', await response.json());
  });

  it.each(WISHES)('as chunks has the fields of chunks and no other: %j', async (wish) => {
    const streamed = { stream: true, stream_options: { include_usage: true } };
    const response = await ask('chat/completions', { messages: MESSAGES, ...wish, ...streamed });
    const { data } = new ReceivedStream(await response.text());
    expect([data.at(-1), data.length > 4]).toEqual(['[DONE]', true]);
    for (const chunk of data.slice(0, -1)) holds('chunk', JSON.parse(chunk));
  });

  it('as a text completion and as vectors has their fields and no other', async () => {
    holds(
      'textCompletion',
      await (await ask('completions', { prompt: ['Hi', 'Hello'], logprobs: 2 })).json(),
    );
    holds('embeddings', await (await ask('embeddings', { input: ['Hi', 'Hello'] })).json());
  });

  it.each([
    ['chat/completions', { messages: [] }],
    ['completions', { prompt: [[1]] }],
    ['embeddings', { input: '' }],
    ['responses', { input: 5 }],
  ])('as an error of %s has the four fields and no other', async (path, body) => {
    holds('error', await (await ask(path, body)).json());
  });
});
