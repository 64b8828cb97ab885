import fc from 'fast-check';
import { askResponses } from '../support/response-client';
import { responseEvents } from '../support/response-events';
import { responseFault } from '../support/response-schemas';
import { StartedApplication } from '../support/started-application';
import { containers } from '../support/containers';

const VALID = {
  model: 'builtin',
  input: [
    { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hi' }] },
    { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' },
    { type: 'function_call_output', call_id: 'c', output: 'done' },
  ],
  instructions: 'Be brief.',
  max_output_tokens: 2,
  tools: [{ type: 'function', name: 'f', parameters: { type: 'object' } }],
  tool_choice: 'auto',
  text: { format: { type: 'text' } },
  reasoning: { effort: 'low' },
  metadata: { a: 'b' },
  stream: true,
};

afterAll(() => StartedApplication.closeAll());

describe('whatever is sent to the Responses API', () => {
  let service: StartedApplication;
  beforeAll(async () => {
    service = await StartedApplication.start();
  });

  /** An answer is an error by its status, a stream or a response, and keeps to its schema. */
  const answered = async (body: unknown): Promise<void> => {
    const { status, headers, body: text } = await askResponses(service.url, body as object);
    if (status >= 400 && status < 500) expect(text).toMatch(/^\{"error":\{"message":".+","type":"/);
    else if (headers.get('content-type')?.startsWith('text/event-stream')) responseEvents(text);
    else expect([status, responseFault(JSON.parse(text))]).toEqual([200, undefined]);
  };

  it('is answered, for any JSON', async () => {
    await fc.assert(fc.asyncProperty(fc.jsonValue(), answered), { numRuns: 200 });
  });

  it('is answered, for a valid body in which something is replaced', async () => {
    const by = fc.oneof(fc.jsonValue(), fc.constantFrom('\ud800', '\u0000', 1e308, -0, {}, [], [[[]]], null));
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), by, (at, key, value) => {
        const body = structuredClone(VALID);
        const all = [...containers(body)];
        const container = all[at % all.length];
        const keys = Object.keys(container);
        container[keys[key % Math.max(1, keys.length)] ?? 'x'] = value;
        return answered(body);
      }),
      { numRuns: 500 },
    );
  });
});
