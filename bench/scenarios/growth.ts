import type { Bench } from '../bench';
import { streams } from '../jobs';
import { asMs, fixed } from '../report/format';
import { cpuPer, errorsIn, over, type Rounds } from '../rounds';
import { bareProxy } from '../targets/bare-proxy';
import { direct } from '../targets/direct';
import { Service } from '../targets/service';
import type { Target } from '../targets/target';
import { withTargets } from '../targets/with-targets';
import { atMost, noErrors } from './goal';
import type { Scenario } from './scenario';

/** The same for every number of streams, so that only the number differs. */
const EVENTS_PER_SECOND = 5_000;
const CHUNKS = 32;
const FIRST_TOKEN_MS = 20;
const CLIENTS = [10, 30, 100, 300, 1_000];
const QUICK_CLIENTS = [10, 100, 300];
const GOAL_SPREAD = 1.15;
/** Before the first number of streams, which would pay for what V8 compiles by and by. */
const WARM_UP_CLIENTS = 100;

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
        const [, bareNode, service] = targets;
        const steps = new Map<string, Step[]>([
          [bareNode.name, []],
          [service.name, []],
        ]);
        let errors = 0;
        bench.progress('warm-up');
        await measure(bench, targets, WARM_UP_CLIENTS, {
          rounds: 1,
          measuredMs: bench.choose(20_000, 2_000),
        });
        for (const clients of bench.choose(CLIENTS, QUICK_CLIENTS)) {
          bench.progress(`${clients} streams`);
          const effort = { rounds: bench.choose(3, 1), measuredMs: bench.choose(6_000, 1_500) };
          const measured = await measure(bench, targets, clients, effort);
          const rounds = targets.map((target): Rounds => measured.get(target) ?? []);
          errors += errorsIn(rounds.flat());
          for (const i of [1, 2]) steps.get(targets[i].name)?.push(stepOf(clients, rounds[i], rounds[0]));
        }
        const costs = steps.get(service.name)?.map(({ cpu }) => cpu) ?? [];
        return {
          columns: ['streams', ...[...steps.keys()].flatMap(columnsOf)],
          rows: (steps.get(service.name) ?? []).map(({ clients }, i) => [
            fixed(clients),
            ...[...steps.values()].flatMap((of) => [
              fixed(of[i].cpu, 1),
              asMs(of[i].addedP50, 2),
              asMs(of[i].addedP99, 2),
            ]),
          ]),
          goals: [
            atMost(
              'highest cost of an event, of the lowest',
              Math.max(...costs) / Math.min(...costs),
              GOAL_SPREAD,
              (ratio) => fixed(ratio, 2),
            ),
            noErrors(errors),
          ],
          notes: ['added: to the first token, over going direct.'],
          data: Object.fromEntries(steps),
          growth: [...steps].map(([name, of]) => ({
            name,
            points: of.map(({ clients, cpu, addedP50, addedP99 }) => ({
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

async function measure(
  bench: Bench,
  targets: readonly Target[],
  clients: number,
  { rounds, measuredMs }: { readonly rounds: number; readonly measuredMs: number },
): Promise<ReadonlyMap<Target, Rounds>> {
  const intervalMs = (clients * 1_000) / EVENTS_PER_SECOND;
  await bench.upstream.setPace({ chunks: CHUNKS, intervalMs, firstTokenMs: FIRST_TOKEN_MS });
  // Over the time of a stream: from then on, streams begin as evenly as they end.
  const rampMs = CHUNKS * intervalMs;
  const effort = { clients, rampMs, warmUpMs: rampMs + 500, measuredMs };
  return bench.inTurn(targets, rounds, (target) => streams(target, effort));
}

const columnsOf = (name: string): string[] => [`${name}: CPU µs/event`, 'added p50 ms', 'p99'];

const stepOf = (clients: number, rounds: Rounds, base: Rounds): Step => ({
  clients,
  cpu: cpuPer(rounds, 'events'),
  addedP50: over(rounds, ({ firstToken }) => firstToken.p50) - over(base, ({ firstToken }) => firstToken.p50),
  addedP99: over(rounds, ({ firstToken }) => firstToken.p99) - over(base, ({ firstToken }) => firstToken.p99),
});
