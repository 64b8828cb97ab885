import { Conversation } from '../support/client';
import { RawRequest } from '../support/raw-request';
import { ReceivedStream } from '../support/received-stream';
import { SpawnedService } from '../support/spawned-service';
import { StartedApplication } from '../support/started-application';
import { until } from '../support/until';

const HI = { model: 'builtin', messages: [{ role: 'user', content: 'Hi' }] };

afterAll(() => StartedApplication.closeAll());

describe('a client that leaves', () => {
  let service: StartedApplication;
  beforeAll(async () => {
    service = await StartedApplication.start({
      BUILTIN_TOKENS_PER_SECOND: '20',
      BUILTIN_FIRST_TOKEN_MS: '300',
    });
  });
  const running = (count: number) =>
    until(`${count} generations run`, async () => (await service.activeStreams()) === count);

  it('stops the generation before the first token', async () => {
    const conversation = new Conversation(service.url, { ...HI, stream: true });
    await running(1);
    expect(conversation.received).toBe('');
    conversation.leave();
    await running(0);
  });

  it('stops it in the middle of a stream', async () => {
    const conversation = new Conversation(service.url, { ...HI, stream: true });
    await until('some chunks are here', () => conversation.received.split('data:').length > 3);
    conversation.leave();
    await running(0);
  });

  it('stops it where the answer is not streamed', async () => {
    const conversation = new Conversation(service.url, HI);
    await running(1);
    conversation.leave();
    await running(0);
  });
});

describe('many clients', () => {
  it('are all served to the end, 300 at a time', async () => {
    const service = await StartedApplication.start({ BUILTIN_TOKENS_PER_SECOND: '400' });
    const texts = await Promise.all(
      Array.from({ length: 300 }, async (_, i) => {
        const response = await service.post({ ...HI, stream: true, max_tokens: 40, seed: i % 3 });
        const stream = new ReceivedStream(await response.text());
        expect([response.status, stream.data.at(-1), stream.finishReasons]).toEqual([
          200,
          '[DONE]',
          ['length'],
        ]);
        return stream.textOf();
      }),
    );
    expect(new Set(texts).size).toBeLessThanOrEqual(3);
    expect(await service.activeStreams()).toBe(0);
    await service.close();
  });
});

describe('a client that does not read', () => {
  /** Long enough to fill every buffer on the way. */
  const LONG = {
    model: 'builtin',
    messages: [{ role: 'user', content: 'Explain streaming APIs' }],
    n: 48,
    stream: true,
  };

  it('slows the generation down instead of filling memory, and gets everything in the end', async () => {
    const service = await SpawnedService.start({ BUILTIN_TOKENS_PER_SECOND: '0' });
    const port = Number(new URL(service.url).port);
    const warmUp = await RawRequest.send(port, { ...LONG, n: 16 });
    await until('the service is warm', () => warmUp.complete);
    const before = service.residentBytes ?? 0;
    let most = 0;
    let bytes = 0;
    const raw = await RawRequest.send(port, { ...LONG, n: 128 });
    raw.socket.on('data', (text: string) => {
      bytes += text.length;
      most = Math.max(most, service.residentBytes ?? 0);
      raw.socket.pause();
      setImmediate(() => raw.socket.resume());
    });
    await until('the answer is complete', () => raw.complete);
    expect(bytes).toBeGreaterThan(10_000_000);
    expect(new ReceivedStream(raw.body).finishReasons).toHaveLength(128);
    // A whole answer held back would be several times its length on the wire.
    expect(most - before).toBeLessThan(40_000_000);
    raw.close();
    await service.stop();
  });

  it('is cut off after its time, and the generation with it', async () => {
    const service = await StartedApplication.start({ SLOW_CLIENT_TIMEOUT: '300ms' });
    const raw = await RawRequest.send(service.port, LONG);
    raw.socket.pause();
    await until('the generation runs', async () => (await service.activeStreams()) === 1);
    await until('it is cut off', async () => (await service.activeStreams()) === 0);
    raw.socket.resume();
    await until('the connection is closed', () => raw.ended);
    expect(raw.body).not.toContain('[DONE]');
    await service.close();
  });
});
