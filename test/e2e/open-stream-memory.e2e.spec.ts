import { type ClientRequest, request } from 'node:http';
import { MemoryProbe } from '../support/memory-probe';
import { bytes, silence, streamHead } from '../support/upstream-script';
import { roleChunk, textChunk } from '../support/openai-chunks';
import { ScriptedUpstream } from '../support/scripted-upstream';
import { SpawnedService } from '../support/spawned-service';

const STREAMS = 40;
const PROMPT_CHARS = 500_000;
/** The parsed prompt, and the bytes of the request to the upstream; what else a stream needs is small beside them. */
const COPIES = 2.2;

/** How much is in use once nothing is left that nobody needs. */
const probe = new MemoryProbe(`
  // Buffers are freed a while after the collection that found them to be garbage, and by the next one at the latest.
  gc();
  gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
`);

describe('an open stream with a long prompt', () => {
  let upstream: ScriptedUpstream;
  let service: SpawnedService;
  const open: ClientRequest[] = [];

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    upstream.always(streamHead(), bytes(roleChunk), bytes(textChunk('Hello')), silence);
    service = await SpawnedService.start({ OPENAI_BASE_URL: upstream.baseUrl, ...probe.environment });
  });
  afterAll(async () => {
    for (const one of open) one.destroy();
    await service.stop();
    await upstream.stop();
  });

  /** Opens a stream. @returns fulfilled when its first bytes are there */
  const begin = (content: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = { 'Content-Type': 'application/json' };
      const sent = request(`${service.url}/v1/chat/completions`, { method: 'POST', headers }, (response) => {
        response.once('data', () => resolve());
      });
      sent.on('error', reject);
      sent.end(JSON.stringify({ model: 'openai/m', stream: true, messages: [{ role: 'user', content }] }));
      open.push(sent);
    });

  it('keeps its prompt twice and no more: as it was parsed, and as it was sent on', async () => {
    await begin('x'.repeat(PROMPT_CHARS));
    const before = await probe.read(service);
    for (let i = 0; i < STREAMS; i++) await begin('x'.repeat(PROMPT_CHARS));
    const each = ((await probe.read(service)) - before) / STREAMS;
    expect(each / PROMPT_CHARS).toBeLessThan(COPIES);
  });
});
