import { ask, Conversation } from '../support/client';
import { SpawnedService } from '../support/spawned-service';
import { until } from '../support/until';

describe('faults of the built-in model', () => {
  let service: SpawnedService;

  beforeAll(async () => {
    service = await SpawnedService.start({ BUILTIN_FAULTS: 'on', BUILTIN_TOKENS_PER_SECOND: '0' });
  });
  afterAll(() => service.stop());

  const withFault = (fault: string, more: object = {}): object => ({
    model: 'builtin',
    stream: true,
    metadata: { fault },
    ...more,
  });

  it('delays the first token', async () => {
    const startedAt = performance.now();
    const reply = await ask(service.url, withFault('delay:200ms'));
    // The timer's wheel may be one tick of 10 ms early.
    expect(performance.now() - startedAt).toBeGreaterThan(180);
    expect(reply.stream.data.at(-1)).toBe('[DONE]');
    expect(reply.stream.finishReasons).toEqual(['stop']);
  });

  it.each([true, false])('answers with an error before the answer (stream: %s)', async (stream) => {
    const reply = await ask(service.url, withFault('error:429', { stream }));
    expect(reply.status).toBe(429);
    expect(reply.headers['retry-after']).toBe('1');
    expect(reply.json.error).toMatchObject({ type: 'rate_limit_error', code: 'rate_limit_exceeded' });
  });

  it('fails inside the stream', async () => {
    const { status, stream } = await ask(service.url, withFault('error-after:5'));
    expect(status).toBe(200);
    // The role, five tokens, the error, the terminator.
    expect(stream.chunks).toHaveLength(6);
    expect(stream.errors).toMatchObject([{ type: 'upstream_error', code: 'upstream_failed' }]);
    expect(stream.data.at(-1)).toBe('[DONE]');
  });

  it('ends the body without a finish and without the terminator', async () => {
    const { status, stream, brokenOff } = await ask(service.url, withFault('truncate-after:5'));
    expect({ status, brokenOff }).toEqual({ status: 200, brokenOff: undefined });
    expect(stream.chunks).toHaveLength(6);
    expect(stream.finishReasons).toEqual([]);
    expect(stream.data).toHaveLength(6);
  });

  it('reports an answer that was to be collected and was cut off', async () => {
    const reply = await ask(service.url, withFault('truncate-after:5', { stream: false }));
    expect(reply.status).toBe(502);
    expect(reply.json.error.code).toBe('upstream_invalid_response');
  });

  it('resets the connection after what it said', async () => {
    const { stream, brokenOff } = await ask(service.url, withFault('reset-after:5'));
    expect(brokenOff?.code).toBe('ECONNRESET');
    expect(stream.chunks).toHaveLength(6);
  });

  it.each([
    ['reset-after:0', true],
    ['reset-after:5', false],
  ])('resets the connection before it says anything (%s, stream: %s)', async (fault, stream) => {
    const reply = await ask(service.url, withFault(fault, { stream }));
    expect(reply).toMatchObject({ status: 0, body: '', brokenOff: { code: 'ECONNRESET' } });
  });

  it('stalls until the client leaves', async () => {
    const conversation = new Conversation(service.url, withFault('stall-after:5'));
    await until('five tokens are there', () => conversation.received.split('\n\n').length === 7);
    conversation.leave();
    const line = await service.logged(/client_left/);
    expect(line).toMatchObject({ outcome: 'client_left', completionTokens: 5 });
  });

  it('strikes again for the same seed, and not for every seed', async () => {
    const strikes = async (seed: number): Promise<boolean> =>
      (await ask(service.url, withFault('error:500@0.5', { seed, max_tokens: 1 }))).status === 500;
    const seeds = Array.from({ length: 12 }, (_, seed) => seed);
    const first = await Promise.all(seeds.map(strikes));
    expect(await Promise.all(seeds.map(strikes))).toEqual(first);
    expect(new Set(first)).toEqual(new Set([true, false]));
  });

  it('refuses a fault that it cannot read', async () => {
    const reply = await ask(service.url, withFault('explode:now'));
    expect(reply.status).toBe(400);
    expect(reply.json.error).toMatchObject({ param: 'metadata.fault', code: 'invalid_value' });
  });

  it('goes on serving after all that', async () => {
    const reply = await ask(service.url, { model: 'builtin' });
    expect(reply.status).toBe(200);
  });
});

describe('metadata.fault without BUILTIN_FAULTS', () => {
  let service: SpawnedService;

  beforeAll(async () => {
    service = await SpawnedService.start({ BUILTIN_TOKENS_PER_SECOND: '0' });
  });
  afterAll(() => service.stop());

  it.each(['error:429', 'explode:now'])('is metadata like any other (%s)', async (fault) => {
    const reply = await ask(service.url, { model: 'builtin', metadata: { fault } });
    expect(reply.status).toBe(200);
  });
});
