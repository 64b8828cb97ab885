import type { Report } from './check';

const HEADINGS = ['requirement', 'target', 'measured', 'holds'];

/** The report as an aligned table, with the verdict under it. */
export function reportTable({ url, model, dialect, checks, passed }: Report): string {
  const rows = checks.map((check) => [check.name, check.target, check.measured, check.passed ? '✓' : '✗']);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column].length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  const failed = checks.filter((check) => !check.passed).length;
  return [
    `${url} (${model ?? 'default model'}, ${dialect} dialect)`,
    '',
    line(HEADINGS),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    '',
    passed
      ? `All ${checks.length} requirements hold.`
      : `${failed} of ${checks.length} requirements do not hold.`,
  ].join('\n');
}
