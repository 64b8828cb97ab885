import fc from 'fast-check';
import { StartedApplication } from '../support/started-application';

const VALID = {
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
  ],
  max_tokens: 2,
  stream: true,
  stop: ['x'],
  tools: [{ type: 'function', function: { name: 'f', parameters: {} } }],
  metadata: { a: 'b' },
};

/** Every object and array inside of a value, the value itself included. */
function* containers(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  yield value as Record<string, unknown>;
  for (const inner of Object.values(value)) yield* containers(inner);
}

afterAll(() => StartedApplication.closeAll());

describe('whatever is sent', () => {
  let service: StartedApplication;
  beforeAll(async () => {
    service = await StartedApplication.start();
  });

  const answered = async (body: string): Promise<void> => {
    const response = await service.post(body);
    const text = await response.text();
    expect([body.slice(0, 300), response.status]).toEqual([body.slice(0, 300), expect.any(Number)]);
    expect(response.status < 500).toBe(true);
    expect(response.headers.get('content-type')).toMatch(
      /^(?:application\/json|text\/event-stream); charset=utf-8$/,
    );
    expect(text).not.toMatch(/<html|<!doctype|node_modules|\n\s+at /i);
    if (response.status !== 200) expect(text).toMatch(/"error":/);
  };

  it('never makes a 5xx, a page or a stack, for any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ noUnicodeString: false }), (body) => answered(body)),
      { numRuns: 300 },
    );
  });

  it('nor for a valid body in which something is replaced', async () => {
    const by = fc.oneof(fc.jsonValue(), fc.constantFrom('\ud800', '\u0000', 1e308, -0, {}, [], [[[]]], null));
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), by, (at, key, value) => {
        const body = structuredClone(VALID);
        const all = [...containers(body)];
        const container = all[at % all.length];
        const keys = Object.keys(container);
        container[keys[key % Math.max(1, keys.length)] ?? 'x'] = value;
        return answered(JSON.stringify(body));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['nothing', ''],
    ['deep nesting', `{"messages":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    [
      'deep nesting in a parameter nobody knows',
      `{"messages":[{"role":"user","content":"Hi"}],"x":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`,
    ],
    [
      'a huge string',
      JSON.stringify({ messages: [{ role: 'user', content: 'x'.repeat(900_000) }], max_tokens: 1 }),
    ],
    [
      'many messages',
      JSON.stringify({ messages: Array(10_000).fill({ role: 'user', content: 'x' }), max_tokens: 1 }),
    ],
    [
      'a prototype',
      '{"messages":[{"role":"user","content":"Hi"}],"__proto__":{"n":5000},"constructor":{"prototype":{}},"max_tokens":1}',
    ],
    [
      'a prototype in a message',
      '{"messages":[{"role":"user","content":"Hi","__proto__":{"role":"x"}}],"max_tokens":1}',
    ],
    ['lone surrogates', '{"messages":[{"role":"user","content":"\\ud800\\udc00\\ud800"}],"max_tokens":1}'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]).toString('latin1')],
    ['two values', '{}{}'],
    ['a byte order mark', '\ufeff{"messages":[]}'],
  ])('nor for %s', (_, body) => answered(body));

  it('leaves nothing running', async () => {
    expect(await service.activeStreams()).toBe(0);
  });
});
