import { fixed } from '../report/format';
import { cpuPer, errorsIn, rateOf } from '../rounds';
import { bareProxy } from '../targets/bare-proxy';
import { Service } from '../targets/service';
import { withTargets } from '../targets/with-targets';
import { byNumber } from './by-number';
import { atMost, noErrors } from './goal';
import type { Scenario } from './scenario';

const INTERVAL_MS = 100;
const CLIENTS = [10, 30, 100, 300, 1_000];
const QUICK_CLIENTS = [10, 100, 300];
const GOAL_GROWTH = 1.15;

/** What an event costs as streams of one pace become more. */
export const crowd: Scenario = {
  name: 'crowd',
  title: `by number of relayed streams, ${INTERVAL_MS} ms between two events of each`,
  run: (bench) =>
    withTargets(
      [bareProxy('bare Node', bench.upstream.port), Service.relay(bench.upstream.port)],
      async (targets) => {
        const numbers = bench.choose(CLIENTS, QUICK_CLIENTS);
        const measured = await byNumber(bench, targets, {
          numbers,
          intervalMs: () => INTERVAL_MS,
          rounds: bench.choose(2, 1),
          measuredMs: bench.choose(6_000, 1_500),
          warmUpMs: bench.choose(20_000, 2_000),
        });
        const costs = targets.map((target) =>
          numbers.map((clients) => cpuPer(measured.get(target)?.get(clients) ?? [], 'events')),
        );
        const [fewest, ...more] = costs[1];
        return {
          columns: ['streams', 'events/s', ...targets.map(({ name }) => `${name}: CPU µs/event`)],
          rows: numbers.map((clients, i) => [
            fixed(clients),
            fixed(rateOf(measured.get(targets[1])?.get(clients) ?? [], 'events')),
            ...costs.map((of) => fixed(of[i], 1)),
          ]),
          goals: [
            atMost(
              'highest cost of an event of more streams, of that of the fewest',
              Math.max(...more) / fewest,
              GOAL_GROWTH,
              (value) => fixed(value, 2),
            ),
            noErrors(errorsIn([...measured.values()].flatMap((of) => [...of.values()]).flat())),
          ],
          data: { numbers, ...Object.fromEntries(targets.map(({ name }, i) => [name, costs[i]])) },
        };
      },
    ),
};
