import type { LanguageModel } from 'ai';
import { z } from 'zod';
import { StartedApplication } from '../support/started-application';
import { type Way, WAYS } from '../support/ways';

const QUESTION = 'What is back-pressure?';
const ASK = 'What is the weather in Paris, in celsius?';
const WEATHER = z.object({ city: z.string(), unit: z.enum(['celsius', 'fahrenheit']) });
const PERSON = z.object({ name: z.string(), age: z.number().int() });

/** The packages of the AI SDK that a team may have, and the dialect that each of them speaks here. */
const PACKAGES: readonly (readonly [name: string, create: (way: Way) => Promise<LanguageModel>])[] = [
  [
    '@ai-sdk/openai by responses',
    async ({ service, model }) => {
      const { createOpenAI } = await import('@ai-sdk/openai');
      return createOpenAI({ baseURL: `${service.url}/v1`, apiKey: 'none' })(model);
    },
  ],
  [
    '@ai-sdk/openai by chat completions',
    async ({ service, model }) => {
      const { createOpenAI } = await import('@ai-sdk/openai');
      return createOpenAI({ baseURL: `${service.url}/v1`, apiKey: 'none' }).chat(model);
    },
  ],
  [
    '@ai-sdk/openai-compatible',
    async ({ service, model }) => {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return createOpenAICompatible({
        name: 'service',
        baseURL: `${service.url}/v1`,
        supportsStructuredOutputs: true,
      })(model);
    },
  ],
  [
    '@ai-sdk/anthropic',
    async ({ service, model }) => {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic({ baseURL: `${service.url}/v1`, apiKey: 'none' })(model);
    },
  ],
];

afterAll(() => StartedApplication.closeAll());

describe.each(WAYS)('the AI SDK %s', (_, start) => {
  let way: Way;
  beforeAll(async () => {
    way = await start();
  });

  describe.each(PACKAGES)('with %s', (_, create) => {
    it('gets the same text whole and streamed', async () => {
      const { generateText, streamText } = await import('ai');
      const wish = { model: await create(way), prompt: QUESTION, maxOutputTokens: 200, maxRetries: 0 };
      const whole = await generateText(wish);
      const streamed = streamText(wish);
      expect(whole.text).toMatch(/back-?pressure/i);
      expect(await streamed.text).toBe(whole.text);
      expect([whole.finishReason, await streamed.finishReason]).toEqual(['length', 'length']);
      expect(whole.usage.outputTokens).toBeGreaterThan(100);
    });

    it('runs a tool and answers with its result', async () => {
      const { generateText, isStepCount, streamText, tool } = await import('ai');
      const asked: unknown[] = [];
      const wish = {
        model: await create(way),
        prompt: ASK,
        maxRetries: 0,
        stopWhen: isStepCount(2),
        tools: {
          get_weather: tool({
            description: 'The weather in a city',
            inputSchema: WEATHER,
            execute: (input) => {
              asked.push(input);
              return { temperature: 17 };
            },
          }),
        },
      };
      const { text, steps } = await generateText(wish);
      expect([text, steps.length]).toEqual([expect.stringMatching(/17/), 2]);
      expect(await streamText(wish).text).toMatch(/17/);
      expect(asked).toEqual(Array(2).fill({ city: 'Paris', unit: 'celsius' }));
    });

    it('gets an object of a schema', async () => {
      const { generateText, Output } = await import('ai');
      const { output } = await generateText({
        model: await create(way),
        prompt: 'Ada Lovelace is 36 years old.',
        output: Output.object({ schema: PERSON }),
        maxRetries: 0,
      });
      expect(PERSON.parse(output)).toEqual(output);
    });
  });
});
