import { asMs, fixed } from '../report/format';
import { cpuPer, errorsIn, over, type Rounds } from '../rounds';
import { bareProxy } from '../targets/bare-proxy';
import { direct } from '../targets/direct';
import { Service } from '../targets/service';
import { withTargets } from '../targets/with-targets';
import { byNumber, intervalFor } from './by-number';
import { atMost, noErrors } from './goal';
import type { Scenario } from './scenario';

/** The same for every number of streams, so that only the number differs. */
const EVENTS_PER_SECOND = 5_000;
const CLIENTS = [10, 30, 100, 300, 1_000];
const QUICK_CLIENTS = [10, 100, 300];
const GOAL_SPREAD = 1.15;

interface Step {
  readonly clients: number;
  readonly cpu: number;
  readonly addedP50: number;
  readonly addedP99: number;
}

/** What an event costs, by how many streams there are. */
export const growth: Scenario = {
  name: 'growth',
  title: `by number of relayed streams, ${fixed(EVENTS_PER_SECOND)} events a second in all`,
  run: (bench) =>
    withTargets(
      [
        direct(bench.upstream.port),
        bareProxy('bare Node', bench.upstream.port),
        Service.relay(bench.upstream.port),
      ],
      async (targets) => {
        const [base, ...relays] = targets;
        const numbers = bench.choose(CLIENTS, QUICK_CLIENTS);
        const measured = await byNumber(bench, targets, {
          numbers,
          intervalMs: (clients) => intervalFor(clients, EVENTS_PER_SECOND),
          rounds: bench.choose(3, 1),
          measuredMs: bench.choose(6_000, 1_500),
          warmUpMs: bench.choose(20_000, 2_000),
        });
        const roundsOf = (target: (typeof targets)[number], clients: number): Rounds =>
          measured.get(target)?.get(clients) ?? [];
        const series = relays.map((target) => ({
          name: target.name,
          steps: numbers.map((clients) =>
            stepOf(clients, roundsOf(target, clients), roundsOf(base, clients)),
          ),
        }));
        const [ofBareNode, ofService] = series.map(({ steps }) => spread(steps));
        const ratio = (value: number): string => fixed(value, 2);
        return {
          columns: ['streams', ...series.flatMap(({ name }) => columnsOf(name))],
          rows: numbers.map((clients, i) => [
            fixed(clients),
            ...series.flatMap(({ steps }) => [
              fixed(steps[i].cpu, 1),
              asMs(steps[i].addedP50, 2),
              asMs(steps[i].addedP99, 2),
            ]),
          ]),
          goals: [
            atMost('highest cost of an event, of the lowest', ofService, GOAL_SPREAD, ratio),
            noErrors(errorsIn([...measured.values()].flatMap((of) => [...of.values()]).flat())),
          ],
          notes: [
            'added: to the first token, over going direct.',
            `The highest cost of an event, of the lowest, on bare Node: ${ratio(ofBareNode)}.`,
          ],
          data: Object.fromEntries(series.map(({ name, steps }) => [name, steps])),
          growth: series.map(({ name, steps }) => ({
            name,
            points: steps.map(({ clients, cpu, addedP50, addedP99 }) => ({
              streams: clients,
              cpuUs: cpu,
              addedP50Ms: addedP50 / 1_000,
              addedP99Ms: addedP99 / 1_000,
            })),
          })),
        };
      },
    ),
};

const columnsOf = (name: string): string[] => [`${name}: CPU µs/event`, 'added p50 ms', 'p99'];

const spread = (steps: readonly Step[]): number => {
  const costs = steps.map(({ cpu }) => cpu);
  return Math.max(...costs) / Math.min(...costs);
};

const stepOf = (clients: number, rounds: Rounds, base: Rounds): Step => ({
  clients,
  cpu: cpuPer(rounds, 'events'),
  addedP50: over(rounds, ({ firstToken }) => firstToken.p50) - over(base, ({ firstToken }) => firstToken.p50),
  addedP99: over(rounds, ({ firstToken }) => firstToken.p99) - over(base, ({ firstToken }) => firstToken.p99),
});
