import { streams } from '../jobs';
import { asMs, fixed } from '../report/format';
import { cpuPer, errorsIn, rateOf } from '../rounds';
import { Service } from '../targets/service';
import { withTargets } from '../targets/with-targets';
import { atMost, noErrors } from './goal';
import type { Scenario } from './scenario';

const CLIENTS = 2_000;
const TOKENS_PER_SECOND = 30;
const GOAL_GAP_US = 1_000_000;

/** Many paced streams of the built-in model at once. */
export const concurrent: Scenario = {
  name: 'concurrent',
  title: `${fixed(CLIENTS)} built-in streams of ${TOKENS_PER_SECOND} tokens a second`,
  run: (bench) =>
    withTargets(
      [Service.builtin({ BUILTIN_TOKENS_PER_SECOND: String(TOKENS_PER_SECOND) })],
      async ([service]) => {
        bench.progress(service.name);
        const effort = {
          clients: CLIENTS,
          rampMs: bench.choose(3_000, 2_000),
          warmUpMs: bench.choose(4_000, 3_000),
          measuredMs: bench.choose(30_000, 3_000),
        };
        const round = await bench.measure(service, streams(service, effort));
        return {
          columns: ['tokens/s', 'of wanted', 'gap p50 ms', 'gap p99 ms', 'longest ms', 'CPU µs/token', 'MiB'],
          rows: [
            [
              fixed(rateOf([round], 'events')),
              fixed(rateOf([round], 'events') / (CLIENTS * TOKENS_PER_SECOND), 2),
              asMs(round.gap.p50),
              asMs(round.gap.p99),
              asMs(round.longestSilence),
              fixed(cpuPer([round], 'events'), 1),
              fixed(round.peakMib),
            ],
          ],
          goals: [
            noErrors(errorsIn([round])),
            atMost('gap between tokens, p99', round.gap.p99, GOAL_GAP_US, (us) => `${asMs(us, 0)} ms`),
          ],
          notes: [`The load took ${fixed(round.busy, 2)} of a core.`],
          data: round,
        };
      },
    ),
};
