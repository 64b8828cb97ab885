import type { Bench } from '../bench';
import { answers, type Effort, refusals, streams } from '../jobs';
import type { LoadJob } from '../load/load-job';
import { Heap } from '../process/heap';
import { usageOf } from '../process/usage';
import { fixed } from '../report/format';
import { errorsIn } from '../rounds';
import { type Point, slope } from '../stats/slope';
import { Service } from '../targets/service';
import type { Target } from '../targets/target';
import { withTargets } from '../targets/with-targets';
import { atMost, noErrors } from './goal';
import type { Scenario } from './scenario';

const MINUTES = 10;
const QUICK_MINUTES = 1;
/** Of the time, in which a process grows to its working size. */
const WARM_UP_SHARE = 0.2;
const GOAL_HEAP_MIB = 4;
const GOAL_RESIDENT_MIB = 24;
const MINUTE_MS = 60_000;

const builtinOf = (target: Target): Target => ({ ...target, model: 'builtin' });

/** What a service goes through, over and over: streams that end, clients that leave, refusals. */
const CHURN: readonly ((target: Target, effort: Effort) => LoadJob)[] = [
  (target, effort) => streams(target, effort),
  (target, effort) => streams(target, { ...effort, leaveEvery: 2 }),
  (target, effort) => answers(target, effort),
  (target, effort) => streams(builtinOf(target), effort),
  (target, effort) => streams(builtinOf(target), { ...effort, leaveEvery: 2 }),
  (target, effort) => refusals(target, effort),
];

/** Whether memory grows over time. */
export const soak: Scenario = {
  name: 'soak',
  title: `memory over ${MINUTES} minutes of streams, clients that leave and refusals`,
  async run(bench) {
    await bench.upstream.setPace({ chunks: 16, intervalMs: 5, firstTokenMs: 5 });
    const environment = { BUILTIN_TOKENS_PER_SECOND: '500' };
    const service = Service.relay(bench.upstream.port, environment, ['--inspect=127.0.0.1:0']);
    return withTargets([service], async () => {
      const { heap, resident, requests, errors } = await churn(bench, await service);
      const heapGrowth = growthOf(heap);
      const residentGrowth = growthOf(resident);
      const row = (name: string, points: readonly Point[], growth: number): string[] => [
        name,
        fixed(points[0].y, 1),
        fixed(points[points.length - 1].y, 1),
        fixed(growth, 1),
      ];
      const mib = (value: number): string => `${fixed(value, 1)} MiB`;
      return {
        columns: ['memory, MiB', 'after warming up', 'at the end', 'growth'],
        rows: [
          row('heap in use after a collection', heap, heapGrowth),
          row('resident', resident, residentGrowth),
        ],
        goals: [
          atMost('growth of the heap', heapGrowth, GOAL_HEAP_MIB, mib),
          atMost('growth of resident memory', residentGrowth, GOAL_RESIDENT_MIB, mib),
          noErrors(errors),
        ],
        notes: [
          `${fixed(requests)} requests. Growth: along a straight line through all points after the first fifth.`,
        ],
        data: { heap, resident, requests, errors },
      };
    });
  },
};

interface Soaked {
  /** MiB by minutes. */
  readonly heap: readonly Point[];
  readonly resident: readonly Point[];
  readonly requests: number;
  readonly errors: number;
}

async function churn(bench: Bench, service: Service): Promise<Soaked> {
  const minutes = bench.choose(MINUTES, QUICK_MINUTES);
  const effort = { clients: 64, rampMs: 100, warmUpMs: 200, measuredMs: bench.choose(5_000, 1_000) };
  const inspected = await Heap.of(service.errors);
  const heap: Point[] = [];
  const resident: Point[] = [];
  let requests = 0;
  let errors = 0;
  const begin = performance.now();
  for (let x = 0; x < minutes; x = (performance.now() - begin) / MINUTE_MS) {
    bench.progress(`minute ${fixed(x, 1)} of ${minutes}`);
    for (const job of CHURN) {
      const round = await bench.measure(service, job(service, effort));
      requests += round.answers;
      errors += errorsIn([round]);
    }
    if (x < minutes * WARM_UP_SHARE) continue;
    heap.push({ x, y: await inspected.usedMib() });
    resident.push({ x, y: usageOf(service.pid).residentMib });
  }
  inspected.close();
  return { heap, resident, requests, errors };
}

/** By how much a series grows from its first point to its last, along a straight line through all. */
const growthOf = (points: readonly Point[]): number =>
  points.length < 2 ? NaN : slope(points) * (points[points.length - 1].x - points[0].x);
