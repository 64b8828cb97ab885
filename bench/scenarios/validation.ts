import { answers, refusals } from '../jobs';
import type { JobFor } from '../measurement';
import { asMs, fixed } from '../report/format';
import { cpuPer, errorsIn, over, rateCell } from '../rounds';
import { bareProxy } from '../targets/bare-proxy';
import { Service } from '../targets/service';
import type { Target } from '../targets/target';
import { withTargets } from '../targets/with-targets';
import { noErrors } from './goal';
import type { Scenario } from './scenario';

const CLIENTS = 32;
const CHUNKS = 64;

/** Requests whose answer is no stream. */
export const validation: Scenario = {
  name: 'validation',
  title: `whole answers, and bodies that are refused, ${CLIENTS} clients`,
  async run(bench) {
    // The service asks for a stream whatever its client asked for: the pace of the scenario before would count.
    await bench.upstream.setPace({ chunks: CHUNKS, intervalMs: 0, firstTokenMs: 0 });
    return withTargets(
      [
        bareProxy('bare Node', bench.upstream.port),
        bareProxy('bare Nest', bench.upstream.port),
        Service.relay(bench.upstream.port),
        Service.builtin({ BUILTIN_TOKENS_PER_SECOND: '0' }),
      ],
      async ([bareNode, bareNest, relaying, builtin]) => {
        const effort = {
          clients: CLIENTS,
          rampMs: 200,
          warmUpMs: 1_500,
          measuredMs: bench.choose(3_000, 1_200),
        };
        const kinds: [string, JobFor, Target[]][] = [
          ['refused (400)', (target) => refusals(target, effort), [bareNest, builtin]],
          ['whole, relayed', (target) => answers(target, effort), [bareNode, bareNest, relaying]],
          ['whole, built-in', (target) => answers(target, effort), [builtin]],
        ];
        const rows: string[][] = [];
        const data: Record<string, unknown> = {};
        let errors = 0;
        for (const [kind, job, targets] of kinds) {
          for (const [target, rounds] of await bench.inTurn(targets, bench.choose(3, 1), job)) {
            errors += errorsIn(rounds);
            data[`${kind}: ${target.name}`] = rounds;
            rows.push([
              kind,
              target.name,
              rateCell(rounds, 'answers'),
              fixed(cpuPer(rounds, 'answers'), 1),
              asMs(
                over(rounds, ({ whole }) => whole.p50),
                2,
              ),
              asMs(
                over(rounds, ({ whole }) => whole.p99),
                2,
              ),
            ]);
          }
        }
        return {
          columns: ['answers', 'from', 'requests/s', 'CPU µs/request', 'p50 ms', 'p99 ms'],
          rows,
          goals: [noErrors(errors)],
          data,
        };
      },
    );
  },
};
