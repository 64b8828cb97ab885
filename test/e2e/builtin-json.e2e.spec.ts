import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { ask, type Reply } from '../support/client';
import { choicesOf, user } from '../support/example-tools';
import { StartedApplication } from '../support/started-application';

const NODE = {
  node: {
    type: 'object',
    properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/node' } } },
    required: ['name', 'children'],
    additionalProperties: false,
  },
};

afterAll(() => StartedApplication.closeAll());

describe('JSON from the built-in model', () => {
  let service: StartedApplication;
  let client: OpenAI;
  beforeAll(async () => {
    service = await StartedApplication.start();
    client = new OpenAI({ baseURL: `${service.url}/v1`, apiKey: 'none', maxRetries: 0 });
  });
  const chat = (content: string, more: object = {}): Promise<Reply> =>
    ask(service.url, { model: 'builtin', messages: [user(content)], ...more });

  it('is an object, drawn from the prompt', async () => {
    const prompt = 'Extract JSON with keys name, age and city: Alice is 34 and lives in Lisbon.';
    const [{ message }] = choicesOf(await chat(prompt, { response_format: { type: 'json_object' } }));
    expect(JSON.parse(message.content ?? '')).toEqual({ name: 'Alice', age: 34, city: 'Lisbon' });
    for (const other of ['Hello', '', '{"a": 1}', '请写一首诗']) {
      const [{ message: any }] = choicesOf(await chat(other, { response_format: { type: 'json_object' } }));
      expect(JSON.parse(any.content ?? '')).toEqual(expect.objectContaining({}));
    }
  });

  it('keeps to a schema of zod, streamed and parsed by the official client', async () => {
    const Event = z.object({
      name: z.string(),
      when: z.iso.date(),
      participants: z.array(z.string()).min(2),
      venue: z.object({ city: z.string(), seats: z.number().int().positive().nullable() }),
      kind: z.enum(['fair', 'talk', 'party']),
    });
    const stream = client.chat.completions.stream({
      model: 'builtin',
      messages: [user('Ada and Alan visit a science fair in Vienna on 2026-05-09, 120 seats')],
      response_format: zodResponseFormat(Event, 'event'),
    });
    const completion = await stream.finalChatCompletion();
    expect(Event.parse(completion.choices[0].message.parsed)).toMatchObject({
      when: '2026-05-09',
      venue: { city: 'Vienna', seats: 120 },
      kind: 'fair',
    });
  });

  it('is the same for the same seed, and cut by max_tokens', async () => {
    const schema = {
      type: 'object',
      properties: { tree: { $ref: '#/$defs/node' } },
      required: ['tree'],
      $defs: NODE,
    };
    const response_format = { type: 'json_schema', json_schema: { name: 'tree', schema } };
    const said = async (more: object) =>
      choicesOf(await chat('Grow a tree', { response_format, ...more }))[0];
    const [one, other] = [await said({ seed: 1 }), await said({ seed: 1 })];
    expect(one).toEqual(other);
    expect(JSON.parse(one.message.content ?? '')).toHaveProperty('tree.children');
    const cut = await said({ seed: 1, max_tokens: 5 });
    expect([cut.finish_reason, one.message.content?.startsWith(cut.message.content ?? '-')]).toEqual([
      'length',
      true,
    ]);
  });

  it.each([
    ['contradicts itself', { type: 'string', minLength: 5, maxLength: 2 }],
    [
      'never ends',
      {
        $ref: '#/$defs/a',
        $defs: { a: { type: 'object', properties: { a: { $ref: '#/$defs/a' } }, required: ['a'] } },
      },
    ],
    ['is malformed', { type: 'thing' }],
    ['refers to nothing', { $ref: '#/$defs/nobody' }],
    ['demands too much', { type: 'array', minItems: 1_000_000_000, items: {} }],
    ['looks back', { type: 'string', pattern: '(a)\\1' }],
  ])('is refused where the schema %s', async (_, schema) => {
    const { status, json } = await chat('Hi', {
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema } },
    });
    expect([status, json.error]).toMatchObject([
      400,
      { code: 'unsupported_value', param: 'response_format.json_schema.schema' },
    ]);
  });
});
