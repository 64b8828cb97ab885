const resources = require('./resources.json');

/**
 * A Jest reporter that ends the run by saying which suites were left out for want of something outside of
 * the project, and how to run them. `describeWith` leaves a skipped test `needs <variable>` in each of them.
 */
class LeftOutReporter {
  constructor() {
    /** @type {Map<string, Set<string>>} variable → titles of the suites that need it */
    this.leftOut = new Map();
  }

  onTestResult(_test, { testResults }) {
    for (const { status, title, ancestorTitles } of testResults) {
      const variable = /^needs (TEST_\w+)$/.exec(title)?.[1];
      if (status !== 'pending' || variable === undefined) continue;
      if (!this.leftOut.has(variable)) this.leftOut.set(variable, new Set());
      this.leftOut.get(variable).add(ancestorTitles.join(' › '));
    }
  }

  onRunComplete() {
    const text = this.summary();
    if (text !== '') process.stderr.write(`\n${text}\n`);
  }

  /** What was left out, a paragraph for each missing thing; empty where nothing was. */
  summary() {
    return Object.values(resources)
      .filter(({ variable }) => this.leftOut.has(variable))
      .map(({ what, variable, example }) => {
        const titles = [...this.leftOut.get(variable)].sort();
        const count = titles.length === 1 ? '1 suite was' : `${titles.length} suites were`;
        return [
          `${count} left out for want of ${what}:`,
          ...titles.map((title) => `  ${title}`),
          `To run ${titles.length === 1 ? 'it' : 'them'} too: ${variable}=${example} npm test`,
        ].join('\n');
      })
      .join('\n\n');
  }
}

module.exports = LeftOutReporter;
