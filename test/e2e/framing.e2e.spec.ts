import { once } from 'node:events';
import { connect } from 'node:net';
import { RawRequest } from '../support/raw-request';
import { ReceivedStream } from '../support/received-stream';
import { StartedApplication } from '../support/started-application';
import { until } from '../support/until';

const MESSAGES = { messages: [{ role: 'user', content: 'What is back-pressure?' }] };

afterAll(() => StartedApplication.closeAll());

describe('the bytes of a stream', () => {
  let service: StartedApplication;
  beforeAll(async () => {
    service = await StartedApplication.start();
  });

  const stream = async (body: object, headers?: Record<string, string>): Promise<RawRequest> => {
    const raw = await RawRequest.send(service.port, { stream: true, ...body }, headers);
    await until('the answer is complete', () => raw.complete);
    raw.close();
    return raw;
  };

  it('has the headers of the contract, no length and no compression', async () => {
    const { head } = await stream(MESSAGES, {
      'Accept-Encoding': 'gzip, deflate, br',
      'X-Request-Id': 'my-id.1',
    });
    expect(head.status).toBe('HTTP/1.1 200 OK');
    expect(Object.fromEntries(head.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
      'x-request-id': 'my-id.1',
      'transfer-encoding': 'chunked',
      'x-provider': 'builtin',
      'x-attempts': '1',
      'x-content-type-options': 'nosniff',
    });
    for (const absent of ['content-length', 'content-encoding', 'x-powered-by', 'server', 'etag']) {
      expect(head.headers.has(absent)).toBe(false);
    }
  });

  it.each(['naïve café', '日本語 😀', 'plain'])('come in chunks of their true length: %s', async (word) => {
    const { body, complete } = await stream({
      prompt: `Explain “${word}” — in one sentence.`,
      max_tokens: 40,
    });
    expect(complete).toBe(true);
    const { data } = new ReceivedStream(body);
    expect(data.at(-1)).toBe('[DONE]');
  });

  it('come without chunks to a client of HTTP/1.0, and end with its connection', async () => {
    const content = JSON.stringify({ prompt: 'Hi', stream: true, max_tokens: 3 });
    const socket = connect(service.port, '127.0.0.1').setEncoding('utf8');
    let received = '';
    socket.on('data', (text: string) => (received += text));
    socket.write(
      `POST /v1/chat/completions HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: ${content.length}\r\n\r\n${content}`,
    );
    await once(socket, 'end');
    socket.destroy();
    const [head, body] = received.split('\r\n\r\n');
    expect(head).not.toMatch(/transfer-encoding/i);
    expect(body).toMatch(/^data: \{"id"[^]*data: \[DONE\]\n\n$/);
    expect(new ReceivedStream(body).finishReasons).toEqual(['length']);
  });

  it('comes in the order of the contract', async () => {
    const { body } = await stream({
      ...MESSAGES,
      n: 2,
      max_tokens: 5,
      stream_options: { include_usage: true },
    });
    const { chunks, data } = new ReceivedStream(body);
    expect(data.at(-1)).toBe('[DONE]');
    expect(data.filter((one) => one === '[DONE]')).toHaveLength(1);
    const [role0, role1] = chunks;
    expect([role0.choices[0], role1.choices[0]]).toEqual(
      [0, 1].map((index) => ({
        index,
        delta: { role: 'assistant', content: '' },
        logprobs: null,
        finish_reason: null,
      })),
    );
    const last = chunks.at(-1)!;
    expect([last.choices, last.usage]).toEqual([[], expect.objectContaining({ completion_tokens: 10 })]);
    for (const chunk of chunks.slice(0, -1)) expect(chunk.usage).toBeNull();
    const finishes = chunks
      .flatMap(({ choices }) => choices)
      .filter((choice) => choice.finish_reason !== null);
    expect(finishes.map(({ index, delta, finish_reason }) => [index, delta, finish_reason])).toEqual([
      [0, {}, 'length'],
      [1, {}, 'length'],
    ]);
    const { id, created, model, object } = role0;
    for (const chunk of chunks) expect(chunk).toMatchObject({ id, created, model, object });
    expect([object, model, id]).toEqual([
      'chat.completion.chunk',
      'builtin',
      expect.stringMatching(/^chatcmpl-/),
    ]);
  });

  it.each([
    {},
    { stream_options: {} },
    { stream_options: { include_usage: false } },
    { stream_options: null },
  ])('has no usage where it was not asked for: %j', async (options) => {
    const { body } = await stream({ ...MESSAGES, max_tokens: 3, ...options });
    expect(body).not.toContain('usage');
  });

  it('is one data line and a blank line for every event', async () => {
    const { body } = await stream({ prompt: 'Explain streaming APIs' });
    expect(body.replace(/data: (?:\{[^\n]*\}|\[DONE\])\n\n/g, '')).toBe('');
  });

  it('never cuts a character', async () => {
    const raw = await stream({ prompt: '请解释流式传输，再加上 😀🎉' });
    expect(raw.received).not.toContain('\ufffd');
    expect(new ReceivedStream(raw.body).textOf().length).toBeGreaterThan(1_375);
  });

  it('has the same chunks in the prompt dialect', async () => {
    const { body } = await stream({ prompt: 'What is back-pressure?', seed: 1 });
    const chat = await stream({ ...MESSAGES, seed: 1 });
    const [one, other] = [body, chat.body].map((text) => new ReceivedStream(text));
    expect(one.textOf()).toBe(other.textOf());
    expect(one.chunks.map(({ choices }) => choices)).toEqual(other.chunks.map(({ choices }) => choices));
  });

  it('keeps the connection for the next request', async () => {
    const raw = await RawRequest.send(service.port, { stream: true, ...MESSAGES, max_tokens: 1 });
    await until('the first answer is complete', () => raw.complete);
    const length = raw.received.length;
    raw.socket.write('GET /health/live HTTP/1.1\r\nHost: test\r\n\r\n');
    await until('the second answer is here', () => raw.received.slice(length).includes('"status":"ok"'));
    raw.close();
  });
});

describe('a silent stream', () => {
  const silent = { BUILTIN_FIRST_TOKEN_MS: '1000', KEEP_ALIVE_INTERVAL: '300ms' };

  it('is kept open by comments, and goes on as if there were none', async () => {
    const service = await StartedApplication.start(silent);
    const raw = await RawRequest.send(service.port, { prompt: 'Hi', stream: true, max_tokens: 3 });
    await until('the answer is complete', () => raw.complete);
    expect(raw.body).toMatch(/^(?:: keep-alive\n\n)+data: \{"id"/);
    expect(new ReceivedStream(raw.body).finishReasons).toEqual(['length']);
    raw.close();
    await service.close();
  });

  it('commits the status with its first comment: an error after it is an event', async () => {
    const service = await StartedApplication.start({ ...silent, BUILTIN_FAULTS: 'on' });
    const raw = await RawRequest.send(service.port, {
      messages: [{ role: 'user', content: 'Hi' }],
      stream: true,
      metadata: { fault: 'stall-after:0' },
    });
    await until('a comment is here', () => raw.body.includes(': keep-alive'));
    expect(raw.head.status).toBe('HTTP/1.1 200 OK');
    raw.close();
    await service.close();
  });

  it('has no comments where they are switched off, and holds its status', async () => {
    const service = await StartedApplication.start({ ...silent, KEEP_ALIVE_INTERVAL: '0' });
    const raw = await RawRequest.send(service.port, { prompt: 'Hi', stream: true, max_tokens: 3 });
    await until('the generation runs', async () => (await service.activeStreams()) === 1);
    expect(raw.received).toBe('');
    await until('the answer is complete', () => raw.complete);
    expect(raw.body).not.toContain(': keep-alive');
    raw.close();
    await service.close();
  });
});
