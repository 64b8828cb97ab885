import { HumanMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { z } from 'zod';
import { StartedApplication } from '../support/started-application';
import { type Way, WAYS } from '../support/ways';

const QUESTION = 'What is back-pressure?';
const WEATHER = z.object({ city: z.string(), unit: z.enum(['celsius', 'fahrenheit']) });
const PERSON = z.object({ name: z.string(), age: z.number().int() });
const getWeather = tool(({ city }) => `${city}: 17 degrees`, {
  name: 'get_weather',
  description: 'The weather in a city',
  schema: WEATHER,
});

afterAll(() => StartedApplication.closeAll());

describe.each(WAYS)('LangChain %s', (_, start) => {
  let way: Way;
  beforeAll(async () => {
    way = await start();
  });

  describe.each([false, true])('with responses: %j', (useResponsesApi) => {
    const chat = (): ChatOpenAI =>
      new ChatOpenAI({
        model: way.model,
        apiKey: 'none',
        maxRetries: 0,
        maxTokens: 400,
        useResponsesApi,
        configuration: { baseURL: `${way.service.url}/v1` },
      });

    it('gets the same text whole and streamed', async () => {
      const whole = await chat().invoke(QUESTION);
      let text = '';
      for await (const piece of await chat().stream(QUESTION)) text += piece.text;
      expect(whole.text).toMatch(/back-?pressure/i);
      expect(text).toBe(whole.text);
    });

    it('has a tool called and answers with its result', async () => {
      const model = chat().bindTools([getWeather], { tool_choice: 'required' });
      const ask = new HumanMessage('What is the weather in Paris, in celsius?');
      const message = await model.invoke([ask]);
      const [call] = message.tool_calls ?? [];
      expect([call?.name, call?.args]).toEqual(['get_weather', { city: 'Paris', unit: 'celsius' }]);
      const result = await getWeather.invoke(call);
      const answer = await chat().bindTools([getWeather]).invoke([ask, message, result]);
      expect(answer.text).toMatch(/17/);
    });

    it('gets an object of a schema', async () => {
      const model = chat().withStructuredOutput(PERSON, { name: 'person', method: 'jsonSchema' });
      const person = await model.invoke('Ada Lovelace is 36 years old.');
      expect(PERSON.parse(person)).toEqual(person);
    });
  });
});

describe("LangChain's embeddings", () => {
  it('are nearer for what is alike', async () => {
    const service = await StartedApplication.start();
    const embeddings = new OpenAIEmbeddings({
      model: 'builtin',
      apiKey: 'none',
      configuration: { baseURL: `${service.url}/v1` },
    });
    const [query, alike, other] = await embeddings.embedDocuments([
      'How do I stream tokens to a browser?',
      'Streaming tokens to browsers',
      'A recipe for apple pie',
    ]);
    const dot = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * b[i], 0);
    expect(dot(query, alike)).toBeGreaterThan(dot(query, other));
  });
});
