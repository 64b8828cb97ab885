import { setTimeout as wait } from 'node:timers/promises';
import type { Bench } from '../bench';
import { streams } from '../jobs';
import { usageOf } from '../process/usage';
import { fixed } from '../report/format';
import { errorsIn } from '../rounds';
import { type Point, slope } from '../stats/slope';
import { Service } from '../targets/service';
import type { Target } from '../targets/target';
import { withTargets } from '../targets/with-targets';
import { atMost, noErrors } from './goal';
import type { Scenario } from './scenario';

const STAGES = [2_000];
const WARM_UP_STREAMS = 1_000;
const GOAL_KIB = 40;
const KIB_PER_MIB = 1_024;
const REST_MS = 3_000;

/** Memory of open streams, one event a second each. */
export const memory: Scenario = {
  name: 'memory',
  title: 'resident memory by open streams, an event a second each',
  async run(bench) {
    await bench.upstream.setPace({ chunks: 600, intervalMs: 1_000, firstTokenMs: 20 });
    const builtin = await measured(bench, Service.builtin({ BUILTIN_TOKENS_PER_SECOND: '1' }));
    const relayed = await measured(bench, Service.relay(bench.upstream.port));
    const row = (name: string, { points, kibPerStream }: Measured): string[] => [
      name,
      ...points.map(({ y }) => fixed(y)),
      fixed(kibPerStream, 1),
    ];
    const kib = (value: number): string => `${fixed(value, 1)} KiB`;
    return {
      columns: ['streams', '0', ...STAGES.map((stage) => fixed(stage)), 'KiB for each'],
      rows: [row('built-in, MiB', builtin), row('relayed, MiB', relayed)],
      goals: [
        atMost('memory of a built-in stream', builtin.kibPerStream, GOAL_KIB, kib),
        atMost('memory of a relayed stream', relayed.kibPerStream, GOAL_KIB, kib),
        noErrors(builtin.errors + relayed.errors),
      ],
      notes: [
        'For each: what 2,000 open streams add to a service that has served 1,000 and closed them, garbage included.',
      ],
      data: { builtin, relayed },
    };
  },
};

interface Measured {
  /** MiB by streams. */
  readonly points: readonly Point[];
  readonly kibPerStream: number;
  readonly errors: number;
}

const measured = (bench: Bench, starting: Promise<Target>): Promise<Measured> =>
  withTargets([starting], async ([target]) => {
    // A process that has never worked takes its code and the room for young objects at the first streams,
    // whatever their number: that is the price of working, not of a stream.
    bench.progress(`${target.model}: warming up`);
    await bench.measure(
      target,
      streams(target, { clients: WARM_UP_STREAMS, rampMs: 2_000, warmUpMs: 2_000, measuredMs: 2_000 }),
    );
    await wait(REST_MS);
    const points = [{ x: 0, y: usageOf(target.pid ?? NaN).residentMib }];
    let errors = 0;
    for (const clients of STAGES) {
      bench.progress(`${target.model}: ${clients} streams`);
      const effort = { clients, rampMs: 2_000, warmUpMs: 2_000, measuredMs: bench.choose(8_000, 2_000) };
      const round = await bench.measure(target, streams(target, effort));
      points.push({ x: clients, y: round.lastMib });
      errors += errorsIn([round]);
    }
    return { points, kibPerStream: slope(points) * KIB_PER_MIB, errors };
  });
