import type OpenAI from 'openai';
import { message, roleChunk, stream } from '../support/openai-chunks';
import { calls, end, more, reasoned, RESPONSE_ANSWERS, texts } from '../support/response-answers';
import { askResponses } from '../support/response-client';
import { lastResponse, responseEvents } from '../support/response-events';
import { responseFault } from '../support/response-schemas';
import { ScriptedUpstream } from '../support/scripted-upstream';
import { SpawnedService } from '../support/spawned-service';
import { silence } from '../support/upstream-script';

type Response = OpenAI.Responses.Response;

describe('the Responses API', () => {
  let upstream: ScriptedUpstream;
  let service: SpawnedService;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    service = await SpawnedService.start(
      { DEFAULT_MODEL: 'm' },
      JSON.stringify({
        providers: { up: { type: 'openai-compatible', base_url: upstream.baseUrl } },
        models: { m: { targets: [{ provider: 'up', model: 'real' }], retries: 0 } },
        // A breaker that opened would answer for the upstream.
        defaults: { breaker: { failures: 1_000 } },
      }),
    );
  });
  afterEach(() => upstream.reset());
  afterAll(async () => {
    await service.stop();
    await upstream.stop();
  });

  it.each(RESPONSE_ANSWERS)('streams $name', async ({ chunks, types, response }) => {
    upstream.next(...stream(...chunks));
    const { status, headers, body } = await askResponses(service.url, { input: 'Hello', stream: true });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const events = responseEvents(body);
    expect(events.map(({ type }) => type)).toEqual(types);
    expect(lastResponse(events)).toMatchObject(response);
  });

  it.each(RESPONSE_ANSWERS)('collects $name', async ({ chunks, response }) => {
    upstream.next(...stream(...chunks));
    const { status, body } = await askResponses(service.url, { input: 'Hello' });
    const answer = JSON.parse(body) as Response;
    expect([status, responseFault(answer)]).toEqual([200, undefined]);
    expect(answer).toMatchObject({ model: 'm', error: null, ...response });
  });

  it('says in its deltas what its last events repeat', async () => {
    upstream.next(...stream(...reasoned, ...texts, ...calls, ...end('tool_calls')));
    const { body } = await askResponses(service.url, { input: 'Hello', stream: true });
    const events = responseEvents(body);
    const said = new Map<string, string>();
    for (const event of events) {
      if ('delta' in event && 'item_id' in event && typeof event.delta === 'string') {
        said.set(event.item_id, (said.get(event.item_id) ?? '') + event.delta);
      }
    }
    const { output } = lastResponse(events);
    const whole = output.map((one) => {
      if (one.type === 'function_call') return one.arguments;
      return one.type === 'message' || one.type === 'reasoning'
        ? one.content?.map((inner) => ('text' in inner ? inner.text : '')).join('')
        : undefined;
    });
    expect(output.map(({ id }) => said.get(id ?? ''))).toEqual(whole);
    expect(events.filter(({ type }) => type === 'response.output_item.done')).toEqual(
      output.map((one, index) => expect.objectContaining({ item: one, output_index: index }) as object),
    );
  });

  it('ends a stream that fails with response.failed, and with nothing else', async () => {
    const error = message({ error: { message: 'CUDA error at worker 3', type: 'server_error', code: 500 } });
    upstream.next(...stream(roleChunk, ...texts, error));
    const { status, body } = await askResponses(service.url, { input: 'Hello', stream: true });
    const events = responseEvents(body);
    expect([status, events.at(-1)?.type]).toEqual([200, 'response.failed']);
    expect(lastResponse(events)).toMatchObject({
      status: 'failed',
      error: { code: 'server_error', reason: 'upstream_failed', type: 'upstream_error' },
      output: [{ status: 'incomplete', content: [{ text: 'Say "hi"\n\u{1f600}' }] }],
    });
    expect(body).not.toMatch(/CUDA|\[DONE\]|127\.0\.0\.1/);
  });

  it('fails a model that goes back to a call that was over', async () => {
    upstream.next(...stream(roleChunk, ...calls, more(0, '?'), ...end('tool_calls')));
    const { body } = await askResponses(service.url, { input: 'Hello', stream: true });
    expect(lastResponse(responseEvents(body)).error).toMatchObject({ reason: 'upstream_invalid_response' });
  });

  it('reports what fails ahead of the stream by its status', async () => {
    upstream.always((answer) => answer.head(500, {}, 0));
    const early = await askResponses(service.url, { input: 'Hello', stream: true });
    expect([early.status, JSON.parse(early.body)]).toMatchObject([
      502,
      { error: { code: 'upstream_failed', type: 'upstream_error', param: null } },
    ]);
    const event = await askResponses(
      service.url,
      { input: 'Hello', stream: true },
      { Accept: 'text/event-stream' },
    );
    expect([event.status, responseEvents(event.body)]).toMatchObject([
      502,
      [{ type: 'error', code: 'upstream_failed', param: null }],
    ]);
  });

  it('reports as an error event what fails once a keep-alive comment has committed the status', async () => {
    const patient = await SpawnedService.start(
      { KEEP_ALIVE_INTERVAL: '100ms', DEFAULT_MODEL: 'm' },
      JSON.stringify({
        providers: { up: { type: 'openai-compatible', base_url: upstream.baseUrl } },
        models: {
          m: { targets: [{ provider: 'up', model: 'real' }], retries: 0, timeouts: { first_token: '600ms' } },
        },
      }),
    );
    upstream.next(silence);
    const { status, body } = await askResponses(patient.url, { input: 'Hello', stream: true });
    expect([status, responseEvents(body)]).toMatchObject([
      200,
      [{ type: 'error', code: 'first_token_timeout', param: null }],
    ]);
    expect(body).toMatch(/^: keep-alive\n\n/);
    await patient.stop();
  });

  it('asks the upstream in the words of chat completions', async () => {
    upstream.next(...stream(roleChunk, ...texts, ...end('stop')));
    const tool = { type: 'function', name: 'look', description: 'Looks.', parameters: { type: 'object' } };
    await askResponses(service.url, {
      instructions: 'Be brief.',
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'Look.' }] },
        { type: 'reasoning', id: 'rs_1', summary: [] },
        { type: 'function_call', call_id: 'call_a', name: 'look', arguments: '{}' },
        { type: 'function_call', call_id: 'call_b', name: 'look', arguments: '{}' },
        { type: 'function_call_output', call_id: 'call_a', output: 'A wall.' },
        {
          type: 'function_call_output',
          call_id: 'call_b',
          output: [{ type: 'input_text', text: 'A door.' }],
        },
      ],
      tools: [tool],
      tool_choice: { type: 'function', name: 'look' },
      text: {
        format: { type: 'json_schema', name: 'seen', schema: { type: 'object' }, strict: true },
        verbosity: 'low',
      },
      reasoning: { effort: 'low', summary: 'auto' },
      max_output_tokens: 99,
      metadata: { a: 'b' },
    });
    const { type, ...definition } = tool;
    expect(JSON.parse((await upstream.request()).body)).toEqual({
      model: 'real',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Look.' },
        {
          role: 'assistant',
          content: null,
          tool_calls: ['call_a', 'call_b'].map((id) => ({
            ...{ id, type: 'function', function: { name: 'look', arguments: '{}' } },
          })),
        },
        { role: 'tool', tool_call_id: 'call_a', content: 'A wall.' },
        { role: 'tool', tool_call_id: 'call_b', content: 'A door.' },
      ],
      tools: [{ type, function: definition }],
      tool_choice: { type, function: { name: 'look' } },
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'seen', schema: { type: 'object' }, strict: true },
      },
      verbosity: 'low',
      reasoning_effort: 'low',
      max_completion_tokens: 99,
      metadata: { a: 'b' },
      stream: true,
      stream_options: { include_usage: true },
    });
  });
});
