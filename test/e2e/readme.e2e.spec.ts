import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { Documented, masked, ROOT } from '../support/documented';
import { SpawnedService } from '../support/spawned-service';

const run = promisify(execFile);
const README = new Documented('README.md');
const HAS_CURL = spawnSync('curl', ['--version']).status === 0;
const REFUSED_STARTS = README.commands.filter(({ command }) => /^(?:\w+=\S+ )+npm start$/.test(command));

describe('README.md', () => {
  let service: SpawnedService;
  /** The second instance, with the first one as the model's server. */
  let gateway: SpawnedService;

  beforeAll(async () => {
    service = await SpawnedService.start();
    gateway = await SpawnedService.start({ OPENAI_BASE_URL: `${service.url}/v1` });
  });
  afterAll(() => Promise.all([service.stop(), gateway.stop()]));

  const addressed = (text: string): string =>
    text
      .replaceAll(/(?:http:\/\/)?localhost:8080/g, service.url)
      .replaceAll(/(?:http:\/\/)?localhost:8081/g, gateway.url);

  it('shows a request of each kind', () => {
    expect(README.requests.length).toBeGreaterThanOrEqual(6);
  });

  (HAS_CURL ? it : it.skip).each(README.requests)(
    'shows what this really brings: $title',
    async (example) => {
      const { stdout } = await run('bash', ['-c', addressed(example.command)]);
      expect(masked(stdout)).toBe(masked(example.output));
    },
  );

  it('shows what a refused start really says', async () => {
    expect(REFUSED_STARTS).toHaveLength(1);
    const [{ command, output }] = REFUSED_STARTS;
    const variables = Array.from(command.matchAll(/(\w+)=(\S+) /g), ([, name, value]) => [name, value]);
    const refused = SpawnedService.launch(Object.fromEntries(variables) as Record<string, string>);
    expect(await refused.exit()).toBe(1);
    expect(refused.errors.trim()).toBe(output);
    await refused.stop();
  });

  it('has a program with the OpenAI SDK that streams an answer', async () => {
    const [program = ''] = README.programs;
    expect(program).toContain("from 'openai'");
    const flags = ['--input-type=module', '--eval', addressed(program)];
    const { stdout } = await run(process.execPath, flags, { cwd: ROOT });
    expect(stdout).toContain('What back-pressure is');
    expect(stdout.length).toBeGreaterThan(1_375);
  });
});
