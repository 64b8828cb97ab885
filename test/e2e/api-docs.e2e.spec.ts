import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { Documented, masked, ROOT } from '../support/documented';
import { SpawnedService } from '../support/spawned-service';

const run = promisify(execFile);
const API = new Documented('docs/api.md');
const HAS_CURL = spawnSync('curl', ['--version']).status === 0;

describe('docs/api.md', () => {
  let service: SpawnedService;
  beforeAll(async () => {
    service = await SpawnedService.start({ BUILTIN_TOKENS_PER_SECOND: '2000' });
  });
  afterAll(() => service.stop());

  const addressed = (text: string): string => text.replaceAll(/(?:http:\/\/)?localhost:8080/g, service.url);

  it('shows every endpoint, and programs for every SDK', async () => {
    const { paths } = (await (await fetch(`${service.url}/openapi.json`)).json()) as { paths: object };
    const shown = API.requests.map(({ command }) => /localhost:8080(\/[\w/]+)/.exec(command)?.[1]);
    const posts = Object.entries(paths)
      .filter(([path, methods]) => 'post' in (methods as object) && !path.includes('{'))
      .map(([path]) => path);
    expect(new Set(shown)).toEqual(new Set([...posts, '/v1/models']));
    const imported = API.programs.map((program) => /from '([^']+)'/.exec(program)?.[1]);
    expect(imported).toEqual(
      expect.arrayContaining([
        ...['openai', '@anthropic-ai/sdk', '@ai-sdk/openai-compatible', '@langchain/openai', undefined],
      ]),
    );
  });

  (HAS_CURL ? it : it.skip).each(API.requests)('shows what this really brings: $title', async (example) => {
    const { stdout } = await run('bash', ['-c', addressed(example.command)]);
    expect(masked(stdout)).toBe(masked(example.output));
  });

  it.each(API.programs.map((program) => [/console\.log.*|process\.stdout.*/.exec(program)?.[0], program]))(
    'has a program that runs: %s',
    async (_, program = '') => {
      const flags = ['--input-type=module', '--eval', addressed(program)];
      const { stdout } = await run(process.execPath, flags, { cwd: ROOT });
      expect(stdout).toMatch(/back-pressure|17 degrees|The browsers are nearer/i);
    },
  );
});
