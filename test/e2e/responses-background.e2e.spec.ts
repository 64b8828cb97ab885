import OpenAI from 'openai';
import { roleChunk, stream, textChunk } from '../support/openai-chunks';
import { end, texts } from '../support/response-answers';
import { lastResponse, type ResponseEvent, responseEvents } from '../support/response-events';
import { responseFault } from '../support/response-schemas';
import { ScriptedUpstream, type Step } from '../support/scripted-upstream';
import { SpawnedService } from '../support/spawned-service';
import { until } from '../support/until';
import { silence } from '../support/upstream-script';

type Response = OpenAI.Responses.Response;

const HELLO = { model: 'm', input: 'Hello', background: true } as const;

describe('a response in the background', () => {
  let upstream: ScriptedUpstream;
  let service: SpawnedService;
  let client: OpenAI;
  const configuration = () =>
    JSON.stringify({
      providers: { up: { type: 'openai-compatible', base_url: upstream.baseUrl } },
      models: { m: { targets: [{ provider: 'up', model: 'real' }], retries: 0 } },
      // A breaker that opened would answer for the upstream.
      defaults: { breaker: { failures: 1_000 } },
    });

  /** Plays the beginning of an answer, and the rest once it is told to. */
  const held = (): (() => void) => {
    const gate = Promise.withResolvers<void>();
    const wait: Step = () => gate.promise;
    upstream.next(
      ...stream(roleChunk, ...texts),
      wait,
      ...stream(textChunk(' Bye.'), ...end('stop')).slice(1),
    );
    return () => gate.resolve();
  };
  const retrieve = (id: string): Promise<Response> => client.responses.retrieve(id);
  const reaches = (id: string, status: string) =>
    until(`the response is ${status}`, async () => (await retrieve(id)).status === status);
  const replay = async (id: string, query = '') =>
    (await fetch(`${service.url}/v1/responses/${id}?stream=true${query}`)).text();
  const running = async (): Promise<number> => {
    const report = (await (await fetch(`${service.url}/health`)).json()) as {
      details: { service: { activeStreams: number } };
    };
    return report.details.service.activeStreams;
  };

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    service = await SpawnedService.start({ BUILTIN_TOKENS_PER_SECOND: '0' }, configuration());
    client = new OpenAI({ baseURL: `${service.url}/v1`, apiKey: 'none', maxRetries: 0 });
  });
  afterEach(async () => {
    upstream.reset();
    await until('nothing runs', async () => (await running()) === 0);
  });
  afterAll(async () => {
    await service.stop();
    await upstream.stop();
  });

  it('is answered at once, shows how far it is, and is kept when it is over', async () => {
    const release = held();
    const queued = await client.responses.create(HELLO);
    expect([queued.status, queued.output, queued.background]).toEqual(['queued', [], true]);
    await until('there is some of it', async () => (await retrieve(queued.id)).output_text !== '');
    const partly = await retrieve(queued.id);
    expect(partly).toMatchObject({ status: 'in_progress', output: [{ status: 'in_progress' }] });
    const { data: items } = await client.responses.inputItems.list(queued.id);
    expect(items).toMatchObject([{ role: 'user', content: [{ text: 'Hello' }] }]);
    release();
    await reaches(queued.id, 'completed');
    const { output_text, ...whole } = await retrieve(queued.id);
    expect([output_text, responseFault(whole)]).toEqual(['Say "hi"\n\u{1f600} Bye.', undefined]);
    expect((await client.responses.inputItems.list(queued.id)).data).toEqual(items);
  });

  it('is resumed where a stream of it broke off, by the official client', async () => {
    const release = held();
    const events: ResponseEvent[] = [];
    const first = await client.responses.create({ ...HELLO, stream: true });
    let id = '';
    for await (const event of first) {
      events.push(event);
      if (event.type === 'response.created') id = event.response.id;
      if (event.type === 'response.output_text.delta') break;
    }
    expect(await running()).toBe(1);
    const second = await client.responses.retrieve(id, {
      stream: true,
      starting_after: events.at(-1)!.sequence_number,
    });
    for await (const event of second) {
      events.push(event);
      if (event.type === 'response.output_text.delta') release();
    }
    expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, index) => index));
    const body = await replay(id);
    expect(responseEvents(body)).toEqual(events);
    expect(lastResponse(events)).toMatchObject({ status: 'completed', usage: { output_tokens: 2 } });
    expect(events.slice(0, 3).map(({ type }) => type)).toEqual([
      ...['response.created', 'response.queued', 'response.in_progress'],
    ]);
    for (let after = 0; after < events.length; after++) {
      const rest = responseEvents(await replay(id, `&starting_after=${after}`), after + 1);
      expect(rest).toEqual(events.slice(after + 1));
    }
  });

  it('is followed by many at a time, each to its end', async () => {
    const release = held();
    const { id } = await client.responses.create(HELLO);
    const bodies = Array.from({ length: 5 }, () => replay(id));
    await until('it has begun', async () => (await retrieve(id)).status === 'in_progress');
    release();
    const [first, ...others] = await Promise.all(bodies);
    expect(lastResponse(responseEvents(first)).status).toBe('completed');
    for (const body of others) expect(body).toBe(first);
  });

  it('is cancelled, which closes the connection to its upstream, and stays so', async () => {
    upstream.next(...stream(roleChunk, ...texts), silence);
    const { id } = await client.responses.create(HELLO);
    const following = replay(id);
    await until('there is some of it', async () => (await retrieve(id)).output_text !== '');
    expect(await client.responses.cancel(id)).toMatchObject({ status: 'cancelled', error: null });
    await upstream.requests[0].closed;
    expect(lastResponse(responseEvents(await following))).toMatchObject({ status: 'cancelled' });
    expect(await client.responses.cancel(id)).toMatchObject({ status: 'cancelled' });
    expect(await retrieve(id)).toMatchObject({ status: 'cancelled', output: [{ status: 'incomplete' }] });
  });

  it('is ended by its deletion, and is not kept', async () => {
    upstream.next(...stream(roleChunk, ...texts), silence);
    const { id } = await client.responses.create(HELLO);
    await until('it has begun', async () => (await retrieve(id)).status === 'in_progress');
    await client.responses.delete(id);
    await upstream.requests[0].closed;
    await expect(retrieve(id)).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  it('fails where its model does, ahead of its answer or inside', async () => {
    upstream.next((answer) => answer.head(500, {}, 0));
    const early = await client.responses.create(HELLO);
    await reaches(early.id, 'failed');
    upstream.next(...stream(roleChunk, ...texts, 'data: {broken\n\n'));
    const late = await client.responses.create(HELLO);
    await reaches(late.id, 'failed');
    expect([(await retrieve(early.id)).error, (await retrieve(late.id)).error]).toMatchObject([
      { code: 'server_error', reason: 'upstream_failed' },
      { code: 'server_error', reason: 'upstream_invalid_response' },
    ]);
    const types = responseEvents(await replay(early.id)).map(({ type }) => type);
    expect(types).toEqual(['response.created', 'response.queued', 'response.failed']);
  });

  it('is continued when it is over', async () => {
    upstream.next(...stream(roleChunk, ...texts, ...end('stop')));
    const { id } = await client.responses.create(HELLO);
    await reaches(id, 'completed');
    upstream.next(...stream(roleChunk, textChunk('Yes.'), ...end('stop')));
    await client.responses.create({ model: 'm', input: 'Again', previous_response_id: id });
    expect(upstream.requests[1].json.messages).toEqual([
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Say "hi"\n\u{1f600}' },
      { role: 'user', content: 'Again' },
    ]);
  });

  it('says why it cannot be followed or cancelled', async () => {
    const { id } = await client.responses.create({ model: 'builtin', input: 'Hello', max_output_tokens: 3 });
    const ask = async (path: string, method = 'GET') => {
      const response = await fetch(`${service.url}/v1/responses/${path}`, { method });
      const { error } = (await response.json()) as { error: { code: string; param: string } };
      return [response.status, error.code, error.param];
    };
    expect(await ask(`${id}?stream=true`)).toEqual([400, 'invalid_value', 'stream']);
    expect(await ask(`${id}?stream=perhaps`)).toEqual([400, 'invalid_value', 'stream']);
    expect(await ask(`${id}?stream=true&starting_after=-1`)).toEqual([
      400,
      'invalid_value',
      'starting_after',
    ]);
    expect(await ask(`${id}/cancel`, 'POST')).toEqual([400, 'invalid_value', 'response_id']);
    expect(await ask('resp_0/cancel', 'POST')).toEqual([404, 'response_not_found', 'response_id']);
    expect(await ask('resp_0?stream=true')).toEqual([404, 'response_not_found', 'response_id']);
    expect(await ask(`${id}/input_items?limit=0`)).toEqual([400, 'invalid_value', 'limit']);
    expect(await ask(`${id}/input_items?order=up`)).toEqual([400, 'invalid_value', 'order']);
    expect(await ask(`${id}/input_items?after=msg_0`)).toEqual([400, 'invalid_value', 'after']);
  });

  it('is waited for by the shutdown, and ended when that takes too long', async () => {
    const patient = await SpawnedService.start({ SHUTDOWN_GRACE: '300ms' }, configuration());
    const release = held();
    upstream.next(...stream(roleChunk, ...texts), silence);
    const own = new OpenAI({ baseURL: `${patient.url}/v1`, apiKey: 'none', maxRetries: 0 });
    const first = await own.responses.create(HELLO);
    const second = await own.responses.create(HELLO);
    await until('both have begun', () => upstream.requests.length === 2);
    const followed = fetch(`${patient.url}/v1/responses/${second.id}?stream=true`).then((got) => got.text());
    await until('it streams', async () => (await own.responses.retrieve(second.id)).output_text !== '');
    patient.signal('SIGTERM');
    await patient.logged(/draining, 2 running/);
    release();
    await patient.logged(new RegExp(`"id":"${first.id}","status":"completed"`));
    expect(lastResponse(responseEvents(await followed))).toMatchObject({
      status: 'failed',
      error: { code: 'server_error', reason: 'shutting_down' },
    });
    expect(await patient.exit()).toBe(0);
  });
});
