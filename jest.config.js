const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch,
  rootDir: __dirname,
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.json' }] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/bench/dist/'],
  ...more,
});

/** Unit specs sit beside what they test; contracts and e2e have rooms of their own under test/. */
module.exports = {
  projects: [
    project('unit', [
      '<rootDir>/src/**/*.spec.ts',
      '<rootDir>/test/support/**/*.spec.ts',
      '<rootDir>/bench/**/*.spec.ts',
    ]),
    project('contracts', ['<rootDir>/test/contracts/**/*.spec.ts']),
    project('e2e', ['<rootDir>/test/e2e/**/*.spec.ts']),
  ],
  reporters: ['default', '<rootDir>/test/support/left-out-reporter.js'],
  testTimeout: 30_000,
  // A failed test may leave a server behind; the run must end all the same, and say what failed.
  forceExit: true,
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.spec.ts', '!src/main.ts', '!src/cli/main.ts'],
  coverageDirectory: 'coverage',
};
