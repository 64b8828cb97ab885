import { setTimeout as wait } from 'node:timers/promises';
import { streams } from '../jobs';
import { openFilesLimit } from '../process/open-files-limit';
import { OPEN_FILES } from '../process/spawn-node';
import { usageOf } from '../process/usage';
import { asMs, fixed } from '../report/format';
import { cpuPer, errorsIn, rateOf } from '../rounds';
import type { Measurement } from '../measurement';
import { bareProxy } from '../targets/bare-proxy';
import { Service } from '../targets/service';
import type { Target } from '../targets/target';
import { withTargets } from '../targets/with-targets';
import { atMost, noErrors } from './goal';
import type { Scenario } from './scenario';

const CLIENTS = 10_000;
const QUICK_CLIENTS = 2_000;
const INTERVAL_MS = 1_000;
/** Of the service: its own files beside the two of each stream. */
const OTHER_FILES = 200;
const GOAL_SILENCE_US = 2_000_000;
const GOAL_KIB = 24;
const KIB_PER_MIB = 1_024;
const REST_MS = 2_000;
const COLUMNS = [
  'in front of the upstream',
  'streams',
  'events/s',
  'gap p99 ms',
  'longest silence ms',
  'CPU µs/event',
  'KiB/stream',
  'MiB',
];

/** Many open streams with little on them. */
export const held: Scenario = {
  name: 'held',
  title: `${fixed(CLIENTS)} relayed streams held open, an event a second each`,
  async run(bench) {
    const most = Math.floor(((await openFilesLimit(OPEN_FILES)) - OTHER_FILES) / 2);
    const clients = Math.min(bench.choose(CLIENTS, QUICK_CLIENTS), most);
    const effort = {
      clients,
      rampMs: bench.choose(10_000, 2_000),
      warmUpMs: bench.choose(12_000, 3_000),
      measuredMs: bench.choose(30_000, 4_000),
    };
    // Longer than the scenario: nobody ends while it is measured.
    await bench.upstream.setPace({ chunks: 600, intervalMs: INTERVAL_MS, firstTokenMs: INTERVAL_MS });
    const hold = async (target: Target): Promise<Held> => {
      await wait(REST_MS);
      const before = usageOf(target.pid ?? NaN).residentMib;
      bench.progress(`${target.name}: ${fixed(clients)} streams`);
      const round = await bench.measure(target, streams(target, effort));
      return { ...round, before, kib: ((round.lastMib - before) * KIB_PER_MIB) / clients };
    };
    const service = Service.relay(bench.upstream.port);
    const starting = bench.quick ? [service] : [bareProxy('bare Node', bench.upstream.port), service];
    return withTargets(starting, async (targets) => {
      const all = new Map<Target, Held>();
      for (const target of targets) all.set(target, await hold(target));
      const [round] = [...all.values()].slice(-1);
      return {
        columns: COLUMNS,
        rows: [...all].map(([target, held]) => row(target, clients, held)),
        goals: [
          noErrors(errorsIn([round])),
          atMost('longest silence', round.longestSilence, GOAL_SILENCE_US, (us) => `${asMs(us, 0)} ms`),
          atMost('memory of a stream', round.kib, GOAL_KIB, (value) => `${fixed(value, 1)} KiB`),
        ],
        notes:
          clients < CLIENTS && clients === most
            ? [`Only ${fixed(most)}, since a process may have no more files open here (ulimit -n).`]
            : [],
        data: { clients, ...Object.fromEntries([...all].map(([{ name }, held]) => [name, held])) },
      };
    });
  },
};

interface Held extends Measurement {
  /** MiB at rest. */
  readonly before: number;
  /** What a stream adds to it. */
  readonly kib: number;
}

const row = ({ name }: Target, clients: number, held: Held): string[] => [
  name,
  fixed(clients),
  fixed(rateOf([held], 'events')),
  asMs(held.gap.p99),
  asMs(held.longestSilence),
  fixed(cpuPer([held], 'events'), 1),
  fixed(held.kib, 1),
  fixed(held.peakMib),
];
