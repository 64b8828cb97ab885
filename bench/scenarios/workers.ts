import { availableParallelism } from 'node:os';
import { wideAnswers } from '../jobs';
import { asMs, fixed } from '../report/format';
import { cpuPer, errorsIn, limitOfRate, over, rateOf, type Rounds } from '../rounds';
import { Service } from '../targets/service';
import { withTargets } from '../targets/with-targets';
import { atLeast, noErrors } from './goal';
import type { Scenario } from './scenario';

const CLIENTS = 64;
const COUNTS = [1, 2];
/** What two workers are to bring where the load leaves them most of two cores. */
const GAIN = 1.5;

/** From this share of all cores on, they count as used. */
const USED = 0.85;

const hadAllCores = (rounds: Rounds): boolean =>
  over(rounds, ({ targetBusy, busy }) => targetBusy + busy) >=
  USED * Math.min(availableParallelism(), COUNTS[1]);

/** More work than one core can do, for one worker and for two. */
export const workers: Scenario = {
  name: 'workers',
  title: `whole built-in answers of 8 choices, ${CLIENTS} clients: more than one core can do`,
  run: (bench) =>
    withTargets(
      COUNTS.map((count) => Service.builtin({ BUILTIN_TOKENS_PER_SECOND: '0', WORKERS: String(count) })),
      async (services) => {
        const effort = {
          clients: CLIENTS,
          rampMs: 500,
          warmUpMs: 2_000,
          measuredMs: bench.choose(4_000, 1_500),
        };
        const measured = await bench.inTurn(services, bench.choose(5, 1), (one) => wideAnswers(one, effort));
        const all = services.map((service) => measured.get(service) ?? []);
        const rates = all.map((rounds) => rateOf(rounds, 'answers'));
        // With something else on the machine the second worker has no core to run on, and nothing is told.
        const gain = limitOfRate(all[0]) === 'target' && hadAllCores(all[1]) ? rates[1] / rates[0] : NaN;
        return {
          columns: [
            'WORKERS',
            'answers/s',
            'of one',
            'cores used',
            'CPU µs/answer',
            'p50 ms',
            'p99 ms',
            'MiB',
          ],
          rows: all.map((rounds, i) => [
            String(COUNTS[i]),
            fixed(rates[i]),
            fixed(i === 0 ? 1 : gain, 2),
            fixed(
              over(rounds, ({ targetBusy }) => targetBusy),
              2,
            ),
            fixed(cpuPer(rounds, 'answers')),
            asMs(over(rounds, ({ whole }) => whole.p50)),
            asMs(over(rounds, ({ whole }) => whole.p99)),
            fixed(over(rounds, ({ peakMib }) => peakMib)),
          ]),
          goals: [
            atLeast('answers/s of two workers, of one', gain, GAIN, (value) => fixed(value, 2)),
            noErrors(errorsIn(all.flat())),
          ],
          notes: ['MiB and CPU are of all processes together, the supervisor included.'],
          data: Object.fromEntries(all.map((rounds, i) => [COUNTS[i], rounds])),
        };
      },
    ),
};
