import { type ClientRequest, request } from 'node:http';
import { bytes, silence, streamHead } from '../support/upstream-script';
import { roleChunk, textChunk } from '../support/openai-chunks';
import { ScriptedUpstream } from '../support/scripted-upstream';
import { SpawnedService } from '../support/spawned-service';
import { until } from '../support/until';

const STREAMS = 40;
const PROMPT_CHARS = 500_000;
/** The parsed prompt, and the bytes of the request to the upstream; what else a stream needs is small beside them. */
const COPIES = 2.2;

/** Tells at SIGUSR2, as a line of the log, how much memory is in use once nothing is left that nobody needs. */
const PROBE = `process.on('SIGUSR2', () => {
  // Buffers are freed a while after the collection that found them to be garbage, and by the next one at the latest.
  gc();
  gc();
  const { heapUsed, external } = process.memoryUsage();
  console.log(JSON.stringify({ level: 30, msg: 'memory', bytes: heapUsed + external }));
});`;

describe('an open stream with a long prompt', () => {
  let upstream: ScriptedUpstream;
  let service: SpawnedService;
  const open: ClientRequest[] = [];

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    upstream.always(streamHead(), bytes(roleChunk), bytes(textChunk('Hello')), silence);
    service = await SpawnedService.start({
      OPENAI_BASE_URL: upstream.baseUrl,
      NODE_OPTIONS: `--expose-gc --import=data:text/javascript,${encodeURIComponent(PROBE)}`,
    });
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

  const memory = async (): Promise<number> => {
    const readings = () => service.log.filter(({ msg }) => msg === 'memory');
    const before = readings().length;
    service.signal('SIGUSR2');
    await until('the memory is told', () => readings().length > before);
    return readings()[before].bytes as number;
  };

  it('keeps its prompt twice and no more: as it was parsed, and as it was sent on', async () => {
    await begin('x'.repeat(PROMPT_CHARS));
    const before = await memory();
    for (let i = 0; i < STREAMS; i++) await begin('x'.repeat(PROMPT_CHARS));
    const each = ((await memory()) - before) / STREAMS;
    expect(each / PROMPT_CHARS).toBeLessThan(COPIES);
  });
});
