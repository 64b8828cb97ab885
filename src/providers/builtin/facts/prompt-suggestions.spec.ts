import { InstanceGenerator } from '../schema/instance-generator';
import type { JsonSchema, JsonValue } from '../schema/json-schema';
import { seededRandom } from '../seeded-random';
import { PromptSuggestions } from './prompt-suggestions';
import { PromptText } from './prompt-text';

function drawn(
  prompt: string,
  properties: Readonly<Record<string, JsonSchema>>,
  onlyMentioned = false,
): JsonValue {
  const schema: JsonSchema = {
    type: 'object',
    properties,
    required: onlyMentioned ? [] : Object.keys(properties),
  };
  const random = seededRandom(1);
  const suggestions = new PromptSuggestions(new PromptText(prompt), { onlyMentioned, random });
  return new InstanceGenerator(schema, suggestions, random).instance();
}

const text = { type: 'string' } as const;
const number = { type: 'number' } as const;
const flag = { type: 'boolean' } as const;

describe(PromptSuggestions.name, () => {
  it.each<[prompt: string, properties: Record<string, JsonSchema>, values: JsonValue]>([
    ['Weather in San Francisco', { city: text }, { city: 'San Francisco' }],
    [
      'Fly from Oslo to Rio de Janeiro',
      { origin: text, destination: text },
      { origin: 'Oslo', destination: 'Rio de Janeiro' },
    ],
    ['The distance between Paris and Berlin', { from: text, to: text }, { from: 'Paris', to: 'Berlin' }],
    ['Write to ann@example.org', { to: { ...text, format: 'email' } }, { to: 'ann@example.org' }],
    ['Open https://example.org/a?b=1, please', { url: text }, { url: 'https://example.org/a?b=1' }],
    ['On May 9, 2026 at 3pm', { date: { ...text, format: 'date' } }, { date: '2026-05-09' }],
    [
      'On May 9, 2026 at 3pm',
      { startsAt: { ...text, format: 'date-time' } },
      { startsAt: '2026-05-09T15:00:00Z' },
    ],
    ['At 14:30 tomorrow', { day: text, time: text }, { day: 'tomorrow', time: '14:30' }],
    ['A table for 4 people, 2 of them children', { people: number }, { people: 4 }],
    [
      '3 adults and 2 children',
      { children: { type: 'integer' }, adults: { type: 'integer' } },
      { children: 2, adults: 3 },
    ],
    ['a budget of 1,250.50 and minus signs: -3', { budget: number }, { budget: 1250.5 }],
    ['Call it "The Long Way": a book', { title: text }, { title: 'The Long Way' }],
    ['priority: high', { priority: text }, { priority: 'high' }],
    ['Make it high priority', { priority: { enum: ['low', 'medium', 'high'] } }, { priority: 'high' }],
    ['Without sugar, but with milk', { sugar: flag, has_milk: flag }, { sugar: false, has_milk: true }],
    [
      'Ada, Alan and Grace meet',
      { attendees: { type: 'array', items: text } },
      { attendees: ['Ada', 'Alan', 'Grace'] },
    ],
    ['Add 3, 5 and 7.5', { numbers: { type: 'array', items: number } }, { numbers: [3, 5, 7.5] }],
    [
      'red and blue',
      { colors: { type: 'array', items: { enum: ['red', 'green', 'blue'] } } },
      { colors: ['red', 'blue'] },
    ],
    ['What is (3 + 4) * 2?', { expression: text }, { expression: '(3 + 4) * 2' }],
    ['latest news', { query: text }, { query: 'latest news' }],
  ])('draws from %j', (prompt, properties, values) => {
    expect(drawn(prompt, properties)).toEqual(values);
  });

  it('takes a value that the schema refuses from elsewhere', () => {
    const value = drawn('5000 people', { people: { type: 'integer', maximum: 10 } }) as { people: number };
    expect(value.people).toBeLessThanOrEqual(10);
  });

  it('leaves out what is not mentioned, where only that is wanted', () => {
    const properties = { city: text, unit: { enum: ['celsius', 'kelvin'] }, days: number, verbose: flag };
    expect(drawn('Weather in Paris', properties, true)).toEqual({ city: 'Paris' });
    expect(drawn('Weather in Paris in kelvin, verbose', properties, true)).toEqual({
      city: 'Paris',
      unit: 'kelvin',
      verbose: true,
    });
  });

  it('reads a prompt that is made to take long in no time', () => {
    for (const part of ['A.', 'a@', '"a', 'name ', '1,', 'from A ', 'A-']) {
      expect(drawn(part.repeat(20_000), { name: text, count: number, url: text })).toHaveProperty('name');
    }
  });
});
