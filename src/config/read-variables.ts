import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { Variables } from './gateway/interpolate';

/** Variables that win over the environment: options of the command line, or a test's wishes. */
export type EnvironmentOverrides = Readonly<Record<string, string>>;

const FILE = '.env';

/** The variables that count: those of `.env` in the working directory, under the process's own, under `overrides`. */
export function readVariables(overrides: EnvironmentOverrides): Variables {
  const file = existsSync(FILE) ? parseEnv(readFileSync(FILE, 'utf8')) : {};
  return { ...file, ...process.env, ...overrides };
}
