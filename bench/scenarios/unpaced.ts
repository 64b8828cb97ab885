import { streams } from '../jobs';
import { asMs, fixed } from '../report/format';
import { cpuPer, errorsIn, over, rateCell } from '../rounds';
import { Service } from '../targets/service';
import { withTargets } from '../targets/with-targets';
import { noErrors } from './goal';
import type { Scenario } from './scenario';

const CLIENTS = 32;

/** The built-in model as fast as it can. */
export const unpaced: Scenario = {
  name: 'unpaced',
  title: `built-in streams without a pace, ${CLIENTS} clients`,
  run: (bench) =>
    withTargets([Service.builtin({ BUILTIN_TOKENS_PER_SECOND: '0' })], async ([service]) => {
      const effort = {
        clients: CLIENTS,
        rampMs: 200,
        warmUpMs: 2_000,
        measuredMs: bench.choose(5_000, 2_000),
      };
      const measured = await bench.inTurn([service], bench.choose(5, 1), () => streams(service, effort));
      const rounds = measured.get(service) ?? [];
      return {
        columns: ['streams/s', 'tokens/s', 'CPU µs/token', 'first token p50 ms', 'p99 ms', 'MiB'],
        rows: [
          [
            rateCell(rounds, 'answers'),
            rateCell(rounds, 'events'),
            fixed(cpuPer(rounds, 'events'), 2),
            asMs(over(rounds, ({ firstToken }) => firstToken.p50)),
            asMs(over(rounds, ({ firstToken }) => firstToken.p99)),
            fixed(over(rounds, ({ peakMib }) => peakMib)),
          ],
        ],
        goals: [noErrors(errorsIn(rounds))],
        data: rounds,
      };
    }),
};
