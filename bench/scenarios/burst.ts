import { type Effort, streams } from '../jobs';
import { asMs, fixed, UNKNOWN } from '../report/format';
import { cpuPer, errorsIn, limitOfRate, over, rateCell, rateOf, type Rounds } from '../rounds';
import { allRelays } from '../targets/all-relays';
import type { Target } from '../targets/target';
import { withTargets } from '../targets/with-targets';
import { atLeast, noErrors } from './goal';
import type { Scenario } from './scenario';

const CLIENTS = 32;
const CHUNKS = 64;
const WARM_UP_MS = 1_500;
/** For what is compiled at work: at first a stream costs the service thrice, and the bare proxy nearly twice as much. */
const COMPILING_MS = 10_000;
const COLUMNS = [
  'in front of the upstream',
  'streams/s',
  'of nginx',
  'of bare Node',
  'CPU µs/stream',
  'of bare Node',
  'first token p50 ms',
  'MiB',
];
const GOALS = [
  { of: 'nginx', ratio: 0.4 },
  { of: 'bare Node', ratio: 0.6 },
];

/** Whole streams as fast as they can be relayed. */
export const burst: Scenario = {
  name: 'burst',
  title: `relayed streams of ${CHUNKS} events from an upstream without a pace, ${CLIENTS} clients`,
  async run(bench) {
    const { port } = bench.upstream;
    await bench.upstream.setPace({ chunks: CHUNKS, intervalMs: 0, firstTokenMs: 0 });
    const measuredMs = bench.choose(3_000, 1_500);
    const effort = (target: Target): Effort => ({
      clients: CLIENTS,
      rampMs: 200,
      warmUpMs: bench.warmUpMs(target, WARM_UP_MS, COMPILING_MS),
      measuredMs,
    });
    return withTargets(allRelays(port, bench.quick), async (targets) => {
      const measured = await bench.inTurn(targets, bench.choose(5, 1), (target) =>
        streams(target, effort(target)),
      );
      const service = targets[targets.length - 1];
      const roundsOf = (name: string): Rounds | undefined => {
        const target = targets.find((one) => one.name === name);
        return target && measured.get(target);
      };
      return {
        columns: COLUMNS,
        rows: targets.map((target) => row(target, measured.get(target) ?? [], roundsOf)),
        goals: [
          ...GOALS.map(({ of, ratio }) =>
            atLeast(`streams/s of ${of}'s`, rateRatio(measured.get(service), roundsOf(of)), ratio, (value) =>
              fixed(value, 2),
            ),
          ),
          noErrors(errorsIn([...measured.values()].flat())),
        ],
        notes: [
          'direct is what the load and the upstream can do by themselves.',
          "Words in place of a rate: the target's thread was not busy all the time, so the rate is not its own.",
        ],
        data: Object.fromEntries([...measured].map(([{ name }, rounds]) => [name, rounds])),
      };
    });
  },
};

/** NaN where either rate is not the target's own. */
function rateRatio(rounds: Rounds | undefined, of: Rounds | undefined): number {
  if (!rounds || !of || limitOfRate(rounds) !== 'target' || limitOfRate(of) !== 'target') return NaN;
  return rateOf(rounds, 'answers') / rateOf(of, 'answers');
}

function row(target: Target, rounds: Rounds, roundsOf: (name: string) => Rounds | undefined): string[] {
  const isDirect = target.pid === undefined;
  const cpu = cpuPer(rounds, 'answers');
  const bareNode = roundsOf('bare Node');
  return [
    target.name,
    isDirect ? fixed(rateOf(rounds, 'answers')) : rateCell(rounds, 'answers'),
    isDirect ? UNKNOWN : fixed(rateRatio(rounds, roundsOf('nginx')), 2),
    isDirect ? UNKNOWN : fixed(rateRatio(rounds, bareNode), 2),
    fixed(cpu, 1),
    fixed(bareNode ? cpu / cpuPer(bareNode, 'answers') : NaN, 2),
    asMs(over(rounds, ({ firstToken }) => firstToken.p50)),
    fixed(over(rounds, ({ peakMib }) => peakMib)),
  ];
}
