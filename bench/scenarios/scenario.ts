import type { Bench } from '../bench';
import type { GrowthSeries } from '../report/growth-chart';
import type { Goal } from './goal';

/** What a scenario found. */
export interface Findings {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly goals: readonly Goal[];
  /** What has to be known to read the figures. */
  readonly notes?: readonly string[];
  /** The figures themselves, for programs. */
  readonly data: unknown;
  readonly growth?: readonly GrowthSeries[];
}

/** A part of the bench that can be asked for by name. */
export interface Scenario {
  readonly name: string;
  /** One line, for the list of scenarios and as the table's heading. */
  readonly title: string;
  readonly run: (bench: Bench) => Promise<Findings>;
}
