import { setTimeout as wait } from 'node:timers/promises';
import { usageOf } from '../process/usage';
import { fixed } from '../report/format';
import { bareProxy } from '../targets/bare-proxy';
import { Service } from '../targets/service';
import { withTargets } from '../targets/with-targets';
import { atMost } from './goal';
import type { Scenario } from './scenario';

const GOAL_MIB = 130;
/** The service gives back what its start took a moment after it. */
const REST_MS = 3_000;

/** Memory of a service that does nothing. */
export const idle: Scenario = {
  name: 'idle',
  title: 'resident memory at rest',
  run: (bench) =>
    withTargets(
      [Service.builtin(), Service.relay(bench.upstream.port), bareProxy('bare Nest', bench.upstream.port)],
      async (targets) => {
        bench.progress('at rest');
        await wait(REST_MS);
        const [builtin, relaying, nest] = targets.map(({ pid }) => usageOf(pid ?? NaN).residentMib);
        return {
          columns: ['process', 'MiB'],
          rows: [
            ['this service', fixed(builtin)],
            ['this service, with a provider', fixed(relaying)],
            ['bare Nest', fixed(nest)],
          ],
          goals: [atMost('memory at rest', builtin, GOAL_MIB, (mib) => `${fixed(mib)} MiB`)],
          data: { builtin, relaying, nest },
        };
      },
    ),
};
