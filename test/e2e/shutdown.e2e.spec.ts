import { Conversation } from '../support/client';
import { SpawnedService } from '../support/spawned-service';
import { until } from '../support/until';

const HI = { model: 'builtin', messages: [{ role: 'user', content: 'Hi' }], stream: true };
const begun = (conversation: Conversation) =>
  until('the stream has begun', () => conversation.received !== '');

describe('a service that is told to stop', () => {
  it('is not ready, refuses new completions, lets a stream finish, and exits with 0', async () => {
    const service = await SpawnedService.start({ BUILTIN_TOKENS_PER_SECOND: '40' });
    const conversation = new Conversation(service.url, { ...HI, max_tokens: 80 });
    await begun(conversation);
    service.signal('SIGTERM');
    await until('it is not ready', async () => (await fetch(`${service.url}/health/ready`)).status === 503);
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    const refused = await new Conversation(service.url, HI).reply();
    expect([refused.status, refused.headers['retry-after'], refused.json.error.code]).toEqual([
      503,
      '1',
      'shutting_down',
    ]);
    const { stream } = await conversation.reply();
    expect([stream.data.at(-1), stream.finishReasons, stream.errors]).toEqual(['[DONE]', ['length'], []]);
    expect(await service.exit()).toBe(0);
  });

  it('ends what is left after its grace with an error event and [DONE]', async () => {
    const service = await SpawnedService.start({ BUILTIN_TOKENS_PER_SECOND: '5', SHUTDOWN_GRACE: '300ms' });
    const conversation = new Conversation(service.url, HI);
    await begun(conversation);
    service.signal('SIGINT');
    const { stream } = await conversation.reply();
    expect([stream.data.at(-1), stream.errors.map(({ code }) => code), stream.finishReasons]).toEqual([
      '[DONE]',
      ['shutting_down'],
      [],
    ]);
    expect(await service.exit()).toBe(0);
  });

  it('exits at once at a second signal', async () => {
    const service = await SpawnedService.start({ BUILTIN_TOKENS_PER_SECOND: '5', SHUTDOWN_GRACE: '60s' });
    const conversation = new Conversation(service.url, HI);
    await begun(conversation);
    service.signal('SIGTERM');
    await until('it is not ready', async () => (await fetch(`${service.url}/health/ready`)).status === 503);
    service.signal('SIGTERM');
    expect(await service.exit()).toBe(1);
    await conversation.reply();
  });
});

describe('the log', () => {
  it('has one line per request, with how it ended and nothing of what was said', async () => {
    const service = await SpawnedService.start({ BUILTIN_TOKENS_PER_SECOND: '30' });
    const secret = 'xylophone-secret';
    const ask = { ...HI, messages: [{ role: 'user', content: `Hi ${secret}` }], max_tokens: 5 };
    const headers = { Authorization: `Bearer ${secret}` };
    await new Conversation(service.url, ask, { ...headers, 'X-Request-Id': 'whole' }).reply();
    const left = new Conversation(
      service.url,
      { ...ask, max_tokens: 500 },
      { ...headers, 'X-Request-Id': 'left' },
    );
    await begun(left);
    left.leave();
    await new Conversation(service.url, { ...ask, n: 0 }, { ...headers, 'X-Request-Id': 'refused' }).reply();
    await new Conversation(service.url, ask, { ...headers, 'X-Request-Id': 'not well formed!' }).reply();

    expect(await service.logged(/"reqId":"whole"/)).toMatchObject({
      method: 'POST',
      path: '/v1/chat/completions',
      statusCode: 200,
      model: 'builtin',
      provider: 'builtin',
      streamed: true,
      outcome: 'finished',
      completionTokens: 5,
      firstTokenMs: expect.any(Number) as number,
      durationMs: expect.any(Number) as number,
    });
    expect(await service.logged(/"reqId":"left"/)).toMatchObject({
      outcome: 'client_left',
      tokensEstimated: true,
    });
    expect(await service.logged(/"reqId":"refused"/)).toMatchObject({
      statusCode: 400,
      errorCode: 'invalid_value',
    });
    await service.stop();
    const requests = service.log.filter(({ path }) => path === '/v1/chat/completions');
    expect(requests).toHaveLength(4);
    expect(requests.filter(({ reqId }) => /^[0-9a-f-]{36}$/.test(String(reqId)))).toHaveLength(1);
    expect(JSON.stringify(service.log) + service.errors).not.toContain(secret);
  });
});
