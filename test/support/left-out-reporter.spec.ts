import LeftOutReporter from './left-out-reporter';

describe(LeftOutReporter.name, () => {
  const result = (title: string, status: string, ...ancestorTitles: string[]) => ({
    testResults: [{ title, status, ancestorTitles }],
  });

  it('names what is missing, the suites that need it, and how to run them', () => {
    const reporter = new LeftOutReporter();
    reporter.onTestResult(undefined, result('needs TEST_REDIS_URL', 'pending', 'RedisStore'));
    reporter.onTestResult(undefined, result('needs TEST_REDIS_URL', 'pending', 'limits', 'shared'));
    reporter.onTestResult(undefined, result('needs TEST_CHROMIUM', 'pending', 'the console'));
    expect(reporter.summary()).toBe(
      [
        '2 suites were left out for want of a Redis server:',
        '  RedisStore',
        '  limits › shared',
        'To run them too: TEST_REDIS_URL=redis://127.0.0.1:6379 npm test',
        '',
        '1 suite was left out for want of Chromium:',
        '  the console',
        'To run it too: TEST_CHROMIUM=/usr/bin/chromium npm test',
      ].join('\n'),
    );
  });

  it('says nothing where nothing was left out', () => {
    const reporter = new LeftOutReporter();
    reporter.onTestResult(undefined, result('works', 'passed', 'RedisStore'));
    reporter.onTestResult(undefined, result('works later', 'pending', 'RedisStore'));
    expect(reporter.summary()).toBe('');
  });
});
