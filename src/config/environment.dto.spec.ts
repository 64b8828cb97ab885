import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from './configuration-error';
import { Environment } from './environment.dto';
import { parseEnvironment } from './parse-environment';

const ROOT = join(__dirname, '..', '..');
const NAMES = Object.keys(new Environment()).sort();

/** The rows of the README's table of variables: name → default. */
function readmeVariables(): Record<string, string> {
  const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const section = /^## Configuration$([\s\S]*?)^## /m.exec(text)?.[1] ?? '';
  const rows = section.matchAll(/^\| `([A-Z_]+)` +\| (?:`([^`]*)`)? *\|/gm);
  return Object.fromEntries(Array.from(rows, ([, name, value = '']) => [name, value]));
}

/** The variables of `.env.example`, all of them commented out: name → default. */
function exampleVariables(): Record<string, string> {
  const text = readFileSync(join(ROOT, '.env.example'), 'utf8');
  return Object.fromEntries(
    Array.from(text.matchAll(/^# ([A-Z_]+)=(.*)$/gm), ([, name, value]) => [name, value]),
  );
}

/** What is wrong with these variables, a line each. */
function faultsOf(variables: Record<string, string>): readonly string[] {
  try {
    parseEnvironment(variables);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
}

describe(Environment.name, () => {
  describe.each([
    ['README.md', readmeVariables()],
    ['.env.example', exampleVariables()],
  ])('as %s describes it', (_, described) => {
    it('has the same variables', () => {
      expect(Object.keys(described).sort()).toEqual(NAMES);
    });

    it('has the same defaults', () => {
      expect({ ...parseEnvironment(described) }).toEqual({ ...new Environment() });
    });
  });

  it('is described in one spelling', () => {
    expect(readmeVariables()).toEqual(exampleVariables());
  });

  it.each([
    [{ CORS_ORIGINS: 'none' }, { CORS_ORIGINS: [] }],
    [
      { CORS_ORIGINS: 'https://a.example, http://b.example:3000' },
      { CORS_ORIGINS: ['https://a.example', 'http://b.example:3000'] },
    ],
    [{ BODY_LIMIT: '512kb' }, { BODY_LIMIT: 524_288 }],
    [{ SHUTDOWN_GRACE: '5m' }, { SHUTDOWN_GRACE: 300_000 }],
    [{ KEEP_ALIVE_INTERVAL: '0' }, { KEEP_ALIVE_INTERVAL: 0 }],
    [{ DOCS: 'off' }, { DOCS: false }],
    [{ PORT: '' }, { PORT: 8080 }],
  ])('reads %j', (variables, expected) => {
    expect(parseEnvironment(variables)).toMatchObject(expected);
  });

  it.each([
    ['PORT', '65536', 'must be a whole number from 0 to 65535'],
    ['PORT', 'http', 'must be a whole number from 0 to 65535'],
    ['SHUTDOWN_GRACE', 'soon', 'must be a duration such as 500ms, 30s or 5m'],
    ['SHUTDOWN_GRACE', '25h', 'must be at most 24h'],
    ['BODY_LIMIT', 'lots', 'must be a size such as 512kb or 1mb'],
    ['BODY_LIMIT', '1', 'must be at least 1kb'],
    ['CORS_ORIGINS', 'example.com', 'must be *, none or a comma-separated list of origins'],
    ['CORS_ORIGINS', 'https://example.com/', 'must be *, none or a comma-separated list of origins'],
    ['LOG_LEVEL', 'loud', 'must be one of fatal, error, warn, info, debug, trace, silent'],
    ['DOCS', 'perhaps', 'must be true or false'],
  ])('says of %s=%s what it should be', (name, value, reason) => {
    const [fault, ...others] = faultsOf({ [name]: value });
    expect(others).toEqual([]);
    expect(fault).toContain(`${name} ${reason}`);
    expect(fault).toContain(`(it is "${value}")`);
  });

  it('names every wrong variable', () => {
    expect(faultsOf({ PORT: 'x', LOG_FORMAT: 'x', MAX_CHOICES: 'x' })).toHaveLength(3);
  });

  it('allows credentials only to origins that are named', () => {
    expect(faultsOf({ CORS_CREDENTIALS: 'on' })).toEqual([expect.stringContaining('CORS_CREDENTIALS')]);
    expect(faultsOf({ CORS_CREDENTIALS: 'on', CORS_ORIGINS: 'https://a.example' })).toEqual([]);
  });
});
