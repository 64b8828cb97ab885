import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Conversation } from '../support/client';
import { SpawnedService } from '../support/spawned-service';
import { until } from '../support/until';

const HI = { model: 'builtin', messages: [{ role: 'user', content: 'Hi' }], stream: true };
const CONFIGURED = (alias: string): string =>
  JSON.stringify({ models: { [alias]: { targets: [{ provider: 'builtin', model: 'builtin' }] } } });

const begun = (conversation: Conversation) =>
  until('the stream has begun', () => conversation.received !== '');
const models = async (service: SpawnedService): Promise<string[]> => {
  // A connection of its own each time: one that is kept stays with its worker.
  const response = await fetch(`${service.url}/v1/models`, { headers: { Connection: 'close' } });
  return ((await response.json()) as { data: { id: string }[] }).data.map(({ id }) => id);
};
/** The processes of all workers that have served so far, in the order in which they began. */
const processes = (service: SpawnedService): number[] =>
  service.log
    .map(({ msg }) => /^Worker \d+ serves, process (\d+)$/.exec(msg)?.[1])
    .filter((pid) => pid !== undefined)
    .map(Number);

describe('a service of two workers', () => {
  let service: SpawnedService;
  beforeEach(async () => {
    service = await SpawnedService.start(
      { WORKERS: '2', BUILTIN_TOKENS_PER_SECOND: '40', CONFIG_WATCH_INTERVAL: '100ms' },
      CONFIGURED('first'),
    );
    await service.logged(/2 workers serve/);
  });
  afterEach(() => service.stop());

  it('answers from both, and stops in good order when it is told to', async () => {
    const conversations = Array.from(
      { length: 8 },
      () => new Conversation(service.url, { ...HI, max_tokens: 60 }, { Connection: 'close' }),
    );
    await Promise.all(conversations.map(begun));
    service.signal('SIGTERM');
    for (const conversation of conversations) {
      const { stream } = await conversation.reply();
      expect([stream.data.at(-1), stream.finishReasons, stream.errors]).toEqual(['[DONE]', ['length'], []]);
    }
    expect(await service.exit()).toBe(0);
    const lines = service.log.filter(({ path }) => path === '/v1/chat/completions');
    expect([lines.length, new Set(lines.map(({ worker }) => worker))]).toEqual([8, new Set([1, 2])]);
  });

  it('replaces one that dies, and serves on meanwhile', async () => {
    const [pid] = processes(service);
    process.kill(pid, 'SIGKILL');
    await service.logged(/Worker 1 has ended \(SIGKILL\) and is replaced/);
    expect(await models(service)).toContain('first');
    await until('there are two again', () => processes(service).length === 3);
  });

  it('takes a new configuration over without cutting a stream, and refuses a faulty one', async () => {
    const conversations = Array.from(
      { length: 4 },
      () =>
        new Conversation(service.url, { ...HI, model: 'first', max_tokens: 200 }, { Connection: 'close' }),
    );
    await Promise.all(conversations.map(begun));
    service.configure(CONFIGURED('second'));
    await service.logged(/Configuration reloaded/);
    for (let asked = 0; asked < 4; asked++) expect(await models(service)).toEqual(['second', 'builtin']);
    for (const conversation of conversations) {
      const { stream } = await conversation.reply();
      expect([stream.data.at(-1), stream.finishReasons]).toEqual(['[DONE]', ['length']]);
    }
    service.configure('models: 1');
    await service.logged(/not reloaded/);
    const serving = processes(service);
    process.kill(serving[serving.length - 1], 'SIGKILL');
    await until('there are two again', () => processes(service).length === serving.length + 1);
    for (let asked = 0; asked < 4; asked++) expect(await models(service)).toEqual(['second', 'builtin']);
  });
});

describe('a service of several workers that cannot start', () => {
  it('says why once, and exits with 1', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const service = SpawnedService.launch({ WORKERS: 'auto', PORT: String(port) });
    expect(await service.exit()).toBe(1);
    expect(service.errors).toBe(`The port ${port} is already in use (PORT sets another one).\n`);
    await service.stop();
    taken.close();
  });

  it('names a number of workers that cannot be', async () => {
    const service = SpawnedService.launch({ WORKERS: 'many' });
    expect(await service.exit()).toBe(1);
    expect(service.errors).toContain('WORKERS must be auto or a whole number from 1 to 128 (it is "many")');
    await service.stop();
  });
});
