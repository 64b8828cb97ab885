import { type Effort, streams } from '../jobs';
import { asMs, fixed } from '../report/format';
import { cpuPer, errorsIn, over, type Rounds } from '../rounds';
import { allRelays } from '../targets/all-relays';
import type { Target } from '../targets/target';
import { withTargets } from '../targets/with-targets';
import { atMost, noErrors } from './goal';
import type { Scenario } from './scenario';

const CLIENTS = 150;
const CHUNKS = 64;
const INTERVAL_MS = 20;
const COLUMNS = [
  'in front of the upstream',
  'CPU µs/event',
  'of bare Node',
  'first token p50 ms',
  'added',
  'p99',
  'added',
  'gap p99 ms',
  'added',
  'MiB',
];
const WARM_UP_MS = 2_000;
/**
 * For what is compiled at work: within 100,000 events an event comes to cost a third less, on the bare proxy a tenth
 * to a fifth, and collections while others are measured let some of it go cold again.
 */
const COMPILING_MS = 20_000;
const GOAL_CPU_RATIO = 1.25;
const GOAL_ADDED_P50_US = 1_000;
const GOAL_ADDED_P99_US = 5_000;
const GOAL_ADDED_GAP_US = 3_000;

/** Streams at the pace of a model. */
export const paced: Scenario = {
  name: 'paced',
  title: `relayed streams of ${CHUNKS} events, ${INTERVAL_MS} ms between two, ${CLIENTS} clients`,
  async run(bench) {
    const { port } = bench.upstream;
    await bench.upstream.setPace({ chunks: CHUNKS, intervalMs: INTERVAL_MS, firstTokenMs: INTERVAL_MS });
    // The clients begin one after another over the time of a stream, so that they do not all ask at once.
    const rampMs = CHUNKS * INTERVAL_MS;
    const measuredMs = bench.choose(6_000, 2_000);
    const effort = (target: Target): Effort => ({
      clients: CLIENTS,
      rampMs,
      warmUpMs: bench.warmUpMs(target, WARM_UP_MS, COMPILING_MS),
      measuredMs,
    });
    return withTargets(allRelays(port, bench.quick), async (targets) => {
      const measured = await bench.inTurn(targets, bench.choose(3, 1), (target) =>
        streams(target, effort(target)),
      );
      const figures = targets.map((target) => figuresOf(measured.get(target) ?? []));
      const [base] = figures;
      const bareNode = figures[targets.findIndex(({ name }) => name === 'bare Node')];
      const service = figures[figures.length - 1];
      const ms = (us: number): string => `${asMs(us, 2)} ms`;
      return {
        columns: COLUMNS,
        rows: figures.map((one, i) => [
          targets[i].name,
          fixed(one.cpu, 1),
          fixed(one.cpu / bareNode.cpu, 2),
          asMs(one.firstP50, 2),
          asMs(one.firstP50 - base.firstP50, 2),
          asMs(one.firstP99, 2),
          asMs(one.firstP99 - base.firstP99, 2),
          asMs(one.gapP99, 2),
          asMs(one.gapP99 - base.gapP99, 2),
          fixed(one.mib),
        ]),
        goals: [
          atMost("CPU for each event, of bare Node's", service.cpu / bareNode.cpu, GOAL_CPU_RATIO, (ratio) =>
            fixed(ratio, 2),
          ),
          atMost('added to the first token, p50', service.firstP50 - base.firstP50, GOAL_ADDED_P50_US, ms),
          atMost('added to the first token, p99', service.firstP99 - base.firstP99, GOAL_ADDED_P99_US, ms),
          atMost('added to the gap, p99', service.gapP99 - base.gapP99, GOAL_ADDED_GAP_US, ms),
          noErrors(errorsIn([...measured.values()].flat())),
        ],
        notes: [
          'added: over going direct.',
          bench.quick
            ? 'Cold: V8 had no time to compile.'
            : `What V8 runs was loaded for ${fixed(COMPILING_MS / 1_000)} s first.`,
        ],
        data: Object.fromEntries([...measured].map(([{ name }, rounds]) => [name, rounds])),
      };
    });
  },
};

interface Figures {
  readonly cpu: number;
  readonly firstP50: number;
  readonly firstP99: number;
  readonly gapP99: number;
  readonly mib: number;
}

const figuresOf = (rounds: Rounds): Figures => ({
  cpu: cpuPer(rounds, 'events'),
  firstP50: over(rounds, ({ firstToken }) => firstToken.p50),
  firstP99: over(rounds, ({ firstToken }) => firstToken.p99),
  gapP99: over(rounds, ({ gap }) => gap.p99),
  mib: over(rounds, ({ peakMib }) => peakMib),
});
