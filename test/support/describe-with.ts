import resources from './resources.json';

/** Something outside of the project that a suite cannot do without. */
export type Resource = keyof typeof resources;

/**
 * A suite that needs something from outside, named by a variable of the environment. Where the variable is
 * not set the suite is left out, and the end of the run says so: see `left-out-reporter.js`.
 *
 * @param define gets the variable's value: a URL, or the path of a program
 */
export function describeWith(resource: Resource, title: string, define: (value: string) => void): void {
  const { variable } = resources[resource];
  const value = process.env[variable];
  if (value) describe(title, () => define(value));
  // The test inside never runs; its title is what the reporter reads.
  else describe.skip(title, () => it(`needs ${variable}`, () => expect(value).toBeDefined()));
}
