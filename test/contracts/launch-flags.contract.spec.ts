import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (...path: string[]): string => readFileSync(join(__dirname, '..', '..', ...path), 'utf8');
const flagsIn = (command = ''): string[] => command.match(/--[\w-]+=\d+/g) ?? [];

describe('whoever starts the service', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

  it.each([
    ['the image', /^CMD .*/m, ['deploy', 'Dockerfile']],
    ['the unit of systemd', /^ExecStart=.*/m, ['deploy', 'streaming-llm-api.service']],
  ])('gives Node.js the same options as npm start: %s', (_, line, path) => {
    expect(flagsIn(scripts.start)).toHaveLength(1);
    expect(flagsIn(line.exec(read(...path))?.[0])).toEqual(flagsIn(scripts.start));
  });

  it('gives the command none, since the env of BusyBox, and so of Alpine, takes no options', () => {
    expect(read('src', 'cli', 'main.ts')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});
