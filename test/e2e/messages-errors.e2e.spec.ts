import fc from 'fast-check';
import { MessageEvents } from '../support/message-events';
import { StartedApplication } from '../support/started-application';

const HI = { model: 'builtin', max_tokens: 5, messages: [{ role: 'user', content: 'Hi' }] };

interface Refusal {
  readonly what: string;
  readonly status: number;
  readonly type: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const REFUSALS: readonly Refusal[] = [
  { what: 'no JSON', status: 400, type: 'invalid_request_error', body: '{"a":' },
  { what: 'no object', status: 400, type: 'invalid_request_error', body: '5' },
  {
    what: 'no max_tokens',
    status: 400,
    type: 'invalid_request_error',
    body: { ...HI, max_tokens: undefined },
  },
  { what: 'an unknown model', status: 404, type: 'not_found_error', body: { ...HI, model: 'nobody' } },
  { what: 'a long body', status: 413, type: 'request_too_large', body: { ...HI, x: 'x'.repeat(20_000) } },
  { what: 'a form', status: 415, type: 'invalid_request_error', headers: { 'Content-Type': 'text/plain' } },
  { what: 'another method', status: 405, type: 'invalid_request_error', method: 'PUT' },
  { what: 'another path', status: 404, type: 'not_found_error', path: '/v1/messages/batches' },
  {
    what: 'a count of nothing',
    ...{ status: 400, type: 'invalid_request_error', path: '/v1/messages/count_tokens', body: {} },
  },
  {
    what: 'a count for an unknown model',
    ...{ status: 404, type: 'not_found_error', path: '/v1/messages/count_tokens' },
    body: { ...HI, model: 'nobody' },
  },
];

afterAll(() => StartedApplication.closeAll());

describe('a refusal of /v1/messages', () => {
  let service: StartedApplication;
  beforeAll(async () => {
    service = await StartedApplication.start({ BODY_LIMIT: '10kb' });
  });

  const send = (
    { path = '/v1/messages', method = 'POST', headers, body = HI }: Partial<Refusal>,
    query = '',
  ) =>
    fetch(service.url + path + query, {
      method,
      headers: { 'Content-Type': 'application/json', 'X-Request-Id': 'request-1', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  describe.each(REFUSALS)('that has $what', (refusal) => {
    it.each(['', '?beta=true'])('is an error object, with the query "%s" too', async (query) => {
      const response = await send(refusal, query);
      expect([response.status, response.headers.get('request-id')]).toEqual([refusal.status, 'request-1']);
      expect(await response.json()).toEqual({
        type: 'error',
        error: { type: refusal.type, message: expect.stringMatching(/\w/) as string },
        request_id: 'request-1',
      });
    });

    it('is one error event for a reader of event streams', async () => {
      const response = await send({
        ...refusal,
        headers: { Accept: 'text/event-stream', ...refusal.headers },
      });
      expect(response.status).toBe(refusal.status);
      const { types, error } = new MessageEvents(await response.text());
      expect([types, error?.type, error?.requestId]).toEqual([['error'], refusal.type, 'request-1']);
    });
  });

  it('is never a failure of the service, whatever the body is', async () => {
    const block = fc.record(
      {
        type: fc.constantFrom('text', 'image', 'document', 'tool_use', 'tool_result', 'thinking', 'x', null),
        ...{ text: fc.anything(), source: fc.jsonValue(), id: fc.string(), name: fc.string() },
        ...{
          input: fc.jsonValue(),
          tool_use_id: fc.string(),
          content: fc.jsonValue(),
          is_error: fc.jsonValue(),
        },
      },
      { requiredKeys: [] },
    );
    const turn = fc.record({
      role: fc.constantFrom('user', 'assistant', 'system', 'x'),
      content: fc.oneof(fc.jsonValue(), fc.array(block)),
    });
    const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
    const body = fc.record(
      {
        ...{ model: fc.constant('builtin'), max_tokens: fc.constant(3), messages: fc.array(turn) },
        system: optional(fc.oneof(fc.string(), fc.array(block), fc.jsonValue())),
        tools: optional(fc.array(fc.record({ name: fc.string(), input_schema: fc.jsonValue() }))),
        tool_choice: optional(fc.record({ type: fc.constantFrom('auto', 'any', 'tool', 'none') })),
        ...{ thinking: fc.jsonValue(), metadata: optional(fc.dictionary(fc.string(), fc.jsonValue())) },
        ...{ stop_sequences: fc.jsonValue(), top_k: fc.jsonValue(), output_config: fc.jsonValue() },
      },
      { requiredKeys: ['model', 'max_tokens', 'messages'] },
    );
    await fc.assert(
      fc.asyncProperty(body, async (wish) => {
        for (const path of ['/v1/messages', '/v1/messages/count_tokens']) {
          const response = await send({ path, body: wish });
          const answer = (await response.json()) as { type?: string };
          expect([200, 400, 413]).toContain(response.status);
          if (response.status !== 200) expect(answer.type).toBe('error');
        }
      }),
      { numRuns: 150 },
    );
  });
});
