import { describeWith } from './describe-with';

const VARIABLE = 'TEST_REDIS_URL';

/** Defines a suite under a value of the variable. @returns the suites and tests that come of it */
function defined(value: string | undefined): { suites: string[]; skipped: string[]; given: string[] } {
  const seen = { suites: [] as string[], skipped: [] as string[], given: [] as string[] };
  const before = { describe: globalThis.describe, it: globalThis.it, value: process.env[VARIABLE] };
  const suite = (title: string, define: () => void) => {
    seen.suites.push(title);
    define();
  };
  const skip = (title: string, define: () => void) => {
    globalThis.it = ((test: string) => seen.skipped.push(`${title}: ${test}`)) as unknown as jest.It;
    define();
  };
  globalThis.describe = Object.assign(suite, { skip }) as unknown as jest.Describe;
  if (value === undefined) delete process.env[VARIABLE];
  else process.env[VARIABLE] = value;
  try {
    describeWith('redis', 'a store', (url) => seen.given.push(url));
  } finally {
    globalThis.describe = before.describe;
    globalThis.it = before.it;
    if (before.value === undefined) delete process.env[VARIABLE];
    else process.env[VARIABLE] = before.value;
  }
  return seen;
}

describe(describeWith.name, () => {
  it('runs the suite where its variable is set, and hands it the value', () => {
    expect(defined('redis://here')).toEqual({ suites: ['a store'], skipped: [], given: ['redis://here'] });
  });

  it.each([undefined, ''])('leaves it out where the variable is %j, and says what it needs', (value) => {
    expect(defined(value)).toEqual({ suites: [], skipped: ['a store: needs TEST_REDIS_URL'], given: [] });
  });
});
