import type { Measurement } from './measurement';
import { fixed } from './report/format';
import { median } from './stats/median';
import { type Limit, limitOf } from './stats/limit';
import { availableParallelism } from 'node:os';

/** What a target did in several rounds. */
export type Rounds = readonly Measurement[];

/** The median of something over the rounds. */
export const over = (rounds: Rounds, value: (round: Measurement) => number): number =>
  median(rounds.map(value));

/** Everything that went wrong in all rounds. */
export const errorsIn = (rounds: Rounds): number =>
  rounds.reduce(
    (sum, { errors }) => sum + errors.connect + errors.status + errors.truncated + errors.unfinished,
    0,
  );

/**
 * Microseconds of the target's CPU for each event or answer: the least of the rounds, since what else happens on a
 * machine, to its caches and to its clock, only ever adds.
 */
export const cpuPer = (rounds: Rounds, what: 'events' | 'answers'): number =>
  Math.min(...rounds.map((round) => (round.cpuSeconds * 1e6) / round[what]));

/** Events or answers a second: the most of the rounds, for the same reason. */
export const rateOf = (rounds: Rounds, what: 'events' | 'answers'): number =>
  Math.max(...rounds.map((round) => round[what] / round.seconds));

/** What the rate was limited by. */
export const limitOfRate = (rounds: Rounds): Limit =>
  limitOf(
    {
      target: over(rounds, (round) => round.targetBusy),
      load: over(rounds, (round) => round.busy),
      upstream: over(rounds, (round) => round.upstreamBusy),
    },
    availableParallelism(),
  );

const INSTEAD = { load: 'the load is the limit', machine: 'the machine is busy' };

/** Events or answers a second, or what was the limit where it was not the target. */
export function rateCell(rounds: Rounds, what: 'events' | 'answers'): string {
  const limit = limitOfRate(rounds);
  return limit === 'target' ? fixed(rateOf(rounds, what)) : INSTEAD[limit];
}
