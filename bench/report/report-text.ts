import type { Findings } from '../scenarios/scenario';
import { UNKNOWN } from './format';
import { table } from './table';

/** What a scenario found, for a terminal. */
export function reportText(
  name: string,
  title: string,
  { columns, rows, goals, notes = [] }: Findings,
): string {
  return [
    `${name}: ${title}`,
    '',
    table(columns, rows),
    ...(goals.length > 0 ? ['', goalTable(goals)] : []),
    ...(notes.length > 0 ? ['', ...notes] : []),
    '',
  ].join('\n');
}

const goalTable = (goals: Findings['goals']): string =>
  table(
    ['goal', 'wanted', 'measured', 'held'],
    goals.map(({ what, wanted, measured, held }) => [
      what,
      wanted,
      measured,
      held === undefined ? UNKNOWN : held ? '✓' : '✗',
    ]),
  );
