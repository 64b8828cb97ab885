/** See left-out-reporter.js, which Jest loads as it is, without compiling it. */
declare class LeftOutReporter {
  onTestResult(
    test: unknown,
    result: {
      readonly testResults: readonly {
        readonly title: string;
        readonly status: string;
        readonly ancestorTitles: readonly string[];
      }[];
    },
  ): void;
  summary(): string;
}
export = LeftOutReporter;
