const isText = (cell: string): boolean => /^[^\d–≥+-]/.test(cell);

/** Rows as an aligned table: text to the left, figures to the right. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((heading, i) => Math.max(heading.length, ...rows.map((row) => row[i].length)));
  const toLeft = columns.map((_, i) => i === 0 || rows.some((row) => isText(row[i])));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (toLeft[i] ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd();
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
