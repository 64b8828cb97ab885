import { once } from 'node:events';
import { connect } from 'node:net';
import { done, finishChunk, roleChunk, stream, textChunk } from '../support/openai-chunks';
import { RawRequest } from '../support/raw-request';
import { ScriptedUpstream } from '../support/scripted-upstream';
import { SpawnedService } from '../support/spawned-service';
import { until } from '../support/until';

/** Far more than the buffers of a socket hold, so that most of the answer waits in the service. */
const TEXT = 'All that waits has to leave. '.repeat(20_000);
const CHUNKS = 20;
const ASK = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] };
const portOf = (service: SpawnedService): number => Number(new URL(service.url).port);

describe('the last bytes of a service that is told to stop', () => {
  let upstream: ScriptedUpstream;
  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
  });
  afterEach(() => upstream.reset());
  afterAll(() => upstream.stop());

  const start = (environment: Readonly<Record<string, string>> = {}): Promise<SpawnedService> => {
    upstream.next(...stream(roleChunk, ...Array<string>(CHUNKS).fill(textChunk(TEXT)), finishChunk, done));
    return SpawnedService.start(
      environment,
      JSON.stringify({
        providers: { up: { type: 'openai-compatible', base_url: upstream.baseUrl } },
        models: { m: { targets: [{ provider: 'up', model: 'real' }] } },
      }),
    );
  };

  it.each([true, false])('all reach a client that is slow to take them (stream: %j)', async (streamed) => {
    const service = await start();
    const slow = await RawRequest.send(portOf(service), { ...ASK, stream: streamed });
    await until('the answer has begun', () => slow.received !== '');
    slow.socket.pause();
    service.signal('SIGTERM');
    await service.logged(/SIGTERM: draining/);
    slow.socket.resume();
    await until('the answer is over', () => slow.ended);
    if (streamed) {
      expect(slow.complete && slow.body.endsWith('data: [DONE]\n\n')).toBe(true);
    } else {
      const body = slow.received.slice(slow.received.indexOf('\r\n\r\n') + 4);
      expect(body).toHaveLength(Number(slow.head.headers.get('content-length')));
    }
    expect(await service.exit()).toBe(0);
  });

  it('do not wait for a request of which only half has come', async () => {
    const service = await start();
    const half = connect(portOf(service), '127.0.0.1').on('error', () => undefined);
    await once(half, 'connect');
    half.write('POST /v1/chat/completions HTTP/1.1\r\nHost: test\r\nContent-Le');
    // Answered after the half request has been read: both come in through the same event loop.
    await fetch(`${service.url}/health/live`);
    service.signal('SIGTERM');
    expect(await service.exit()).toBe(0);
    half.destroy();
  });

  it('do not wait for a client that takes nothing for longer than the grace', async () => {
    const service = await start({ SHUTDOWN_GRACE: '300ms' });
    const stuck = await RawRequest.send(portOf(service), { ...ASK, stream: false });
    await until('the answer has begun', () => stuck.received !== '');
    stuck.socket.pause();
    service.signal('SIGTERM');
    await service.logged(/1 answers were cut off/);
    expect(await service.exit()).toBe(0);
    stuck.close();
  });
});
