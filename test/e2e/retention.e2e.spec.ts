import { Agent, request } from 'node:http';
import { MemoryProbe } from '../support/memory-probe';
import { helloWorld, stream } from '../support/openai-chunks';
import { ScriptedUpstream } from '../support/scripted-upstream';
import { SpawnedService } from '../support/spawned-service';

const CLIENTS = 8;
const WARM_UP = 600;
const MEASURED = 800;
/** A request's objects are some 30 KB. What is compiled and learned meanwhile counts here too. */
const MOST_BYTES_EACH = 2_000;

/** What is still there after the collector of young objects ran alone. */
const probe = new MemoryProbe(`
  gc({ type: 'minor' });
  gc({ type: 'minor' });
  return v8.getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space').space_used_size;
`);

const chat = { model: 'openai/m', messages: [{ role: 'user', content: 'Hello' }] };

describe('a request that is over', () => {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  let upstream: ScriptedUpstream;
  let service: SpawnedService;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    upstream.always(...stream(...helloWorld));
    service = await SpawnedService.start({ OPENAI_BASE_URL: upstream.baseUrl, ...probe.environment });
  });
  afterAll(async () => {
    agent.destroy();
    await service.stop();
    await upstream.stop();
  });

  const ask = (path: string, body: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
      const sent = request(service.url + path, { method: 'POST', agent, headers }, (response) => {
        response.resume();
        response.on('error', reject);
        response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(path))));
      });
      sent.on('error', reject);
      sent.end(body);
    });

  const askAll = async (count: number, path: string, body: string): Promise<void> => {
    let left = count;
    const client = async (): Promise<void> => {
      while (left-- > 0) await ask(path, body);
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
  };

  it.each([
    ['a stream', '/v1/chat/completions', { ...chat, stream: true }],
    ['a whole answer', '/v1/chat/completions', chat],
    [
      'a stream of Responses',
      '/v1/responses',
      { model: chat.model, input: 'Hello', stream: true, store: false },
    ],
    ['a stream of Messages', '/v1/messages', { ...chat, max_tokens: 9, stream: true }],
    ['a stream of a text', '/v1/completions', { model: chat.model, prompt: 'Hello', stream: true }],
    ['a refusal', '/v1/embeddings', { input: ['Hello'], model: 'builtin' }],
  ])('leaves nothing that only a full collection would free: %s', async (_, path, body) => {
    const text = JSON.stringify(body);
    await askAll(WARM_UP, path, text);
    const before = await probe.read(service);
    await askAll(MEASURED, path, text);
    expect(((await probe.read(service)) - before) / MEASURED).toBeLessThan(MOST_BYTES_EACH);
  });
});
