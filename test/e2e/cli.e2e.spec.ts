import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { closedPort } from '../support/unreachable';
import { SpawnedService } from '../support/spawned-service';

const CLI = join(__dirname, '..', '..', 'dist', 'cli', 'main.js');

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(...options: string[]): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [CLI, ...options], (_, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

describe('streaming-llm-api', () => {
  let service: SpawnedService;
  let liar: Server;
  beforeAll(async () => {
    service = await SpawnedService.start({ BUILTIN_TOKENS_PER_SECOND: '1000' });
    // Streams a little, and ends every stream without a finish reason; refuses nothing.
    liar = createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.end(
          'data: {"id":"1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":"Hi"}}]}\n\n',
        );
      });
    }).listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    liar.close();
    await service.stop();
  });

  it('verify says requirement by requirement that this service holds', async () => {
    const { code, out } = await run('verify', '--url', service.url, '--requests', '50');
    expect(out).toMatch(/requirement +target +measured +holds/);
    expect(out).toMatch(/50 concurrent streams +all complete +50 complete/);
    expect(out).not.toContain('✗');
    expect([out.trim().split('\n').at(-1), code]).toEqual([
      expect.stringMatching(/^All \d+ requirements hold\.$/),
      0,
    ]);
  });

  it('verify --json prints one object, in the OpenAI dialect where a model is named', async () => {
    const { code, out } = await run(
      'verify',
      '--url',
      `${service.url}/v1`,
      '--model',
      'builtin',
      '--requests',
      '5',
      '--json',
    );
    const report = JSON.parse(out) as {
      passed: boolean;
      model: string;
      checks: { name: string; passed: boolean }[];
    };
    expect([code, report.passed, report.model]).toEqual([0, true, 'builtin']);
    expect(report.checks.length).toBeGreaterThanOrEqual(12);
  });

  it('verify ends with 1 where a requirement does not hold', async () => {
    const { port } = liar.address() as AddressInfo;
    const { code, out } = await run('verify', '--url', `http://127.0.0.1:${port}`, '--requests', '2');
    expect(code).toBe(1);
    for (const failed of ['Length', 'Finish reason', '[DONE] ends the stream']) {
      expect(out).toMatch(new RegExp(`^${failed.replace(/[[\]]/g, '\\$&')} .*✗$`, 'm'));
    }
  });

  it('verify ends with 2 and one line where nobody answers', async () => {
    const { code, err, out } = await run('verify', '--url', `http://127.0.0.1:${await closedPort()}`);
    expect([code, out]).toEqual([2, '']);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('refuses what it does not know, and says how it is used', async () => {
    expect(await run('verify', '--requests', 'many')).toMatchObject({
      code: 2,
      err: expect.stringContaining('whole number') as string,
    });
    expect(await run('dance')).toMatchObject({ code: 2 });
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('serve') as string });
    expect((await run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
