import { PromptText } from '../facts/prompt-text';
import { askedFor } from './asks-for';
import type { Tool } from './tool';

const tool = (name: string, description: string, properties: object, required: string[] = []): Tool => ({
  kind: 'function',
  name,
  description,
  parameters: { type: 'object', properties, required },
  param: 'tools[0]',
});
const text = { type: 'string' };
const WEATHER = tool('get_weather', 'Get the current weather in a city', { city: text }, ['city']);
const SEARCH = tool('search', 'Search the web for pages about a topic', { query: text }, ['query']);
const CALCULATE = tool('calculator', 'Evaluate an arithmetic expression', { expression: text }, [
  'expression',
]);
const LIGHTS = tool('turnOnLights', 'Turn the lights of a room on', { room: { enum: ['kitchen', 'bath'] } }, [
  'room',
]);
const CLOCK = tool('current_time', 'Tells the time', {});

describe(askedFor.name, () => {
  it.each<[prompt: string, tool: Tool, asked: boolean]>([
    ['What is the weather in Paris?', WEATHER, true],
    ['Weather Paris', WEATHER, true],
    ['use get_weather', WEATHER, true],
    ['What is weather?', WEATHER, false],
    ['How do I deploy a service in Paris?', WEATHER, false],
    ['Search the web for pages about otters', SEARCH, true],
    ['What is back-pressure?', SEARCH, false],
    ['Calculate 3 * 4', CALCULATE, true],
    ['How do I test a streaming client?', CALCULATE, false],
    ['Turn on the lights in the kitchen', LIGHTS, true],
    ['Why do lights flicker?', LIGHTS, false],
    ['What time is it?', CLOCK, true],
    ['', CLOCK, false],
  ])('decides whether %j asks for a tool', (prompt, candidate, asked) => {
    expect(askedFor(new PromptText(prompt), candidate).score > 0).toBe(asked);
  });
});
