import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Findings } from '../scenarios/scenario';
import { growthChart } from './growth-chart';

const FOLDER = join(__dirname, '..', '..', 'results');
const BYTES_PER_GIB = 1_024 ** 3;

/** What the figures were measured on, in one line. */
export function machine(): string {
  const gib = Math.round(totalmem() / BYTES_PER_GIB);
  return `${cpus().length} × ${cpus()[0]?.model.trim()}, ${gib} GiB, ${process.platform} ${release()}, Node ${process.version}`;
}

/**
 * Writes everything that was found as `<date>.json`, and the picture of growth, where it was measured, as
 * `<date>.svg`.
 * @returns the files' names
 */
export function writeResults(begun: Date, quick: boolean, found: ReadonlyMap<string, Findings>): string[] {
  mkdirSync(FOLDER, { recursive: true });
  const name = join(FOLDER, begun.toISOString().slice(0, 19).replaceAll(':', '-'));
  const results = {
    begun: begun.toISOString(),
    ended: new Date().toISOString(),
    quick,
    machine: machine(),
    loadAverage: loadavg(),
    scenarios: Object.fromEntries(
      [...found].map(([scenario, { goals, data }]) => [scenario, { goals, data }]),
    ),
  };
  const files = [`${name}.json`];
  writeFileSync(files[0], `${JSON.stringify(results, undefined, 2)}\n`);
  for (const { growth } of found.values()) {
    if (!growth) continue;
    files.push(`${name}.svg`);
    writeFileSync(`${name}.svg`, growthChart(growth, machine()));
  }
  return files;
}
