import { asMs, fixed } from '../report/format';
import { usageOf } from '../process/usage';
import { median } from '../stats/median';
import { bareProxy } from '../targets/bare-proxy';
import { Service } from '../targets/service';
import type { Target } from '../targets/target';
import { atMost } from './goal';
import type { Scenario } from './scenario';

const GOAL_MS = 1_000;

/** From the start of the process to its first answer. */
export const boot: Scenario = {
  name: 'boot',
  title: 'from the start of the process to the first 200 of /health',
  async run(bench) {
    const starts = bench.choose(9, 2);
    const service = await timed(bench.progress, starts, async () =>
      (await Service.launch('builtin')).ready('/health'),
    );
    const nest = await timed(bench.progress, starts, () => bareProxy('bare Nest', bench.upstream.port));
    const row = (name: string, { ms, cpuMs }: Timed): string[] => [
      name,
      fixed(ms),
      fixed(cpuMs),
      fixed(ms / nest.ms, 2),
    ];
    return {
      columns: ['process', 'ms', 'CPU ms', 'of bare Nest'],
      rows: [row('this service', service), row('bare Nest (until it listens)', nest)],
      goals: [atMost('boot', service.ms, GOAL_MS, (ms) => `${asMs(ms * 1_000, 0)} ms`)],
      notes: [`Medians of ${starts} starts, with Node's compile cache warm from the second one on.`],
      data: { starts, service, nest },
    };
  },
};

interface Timed {
  readonly ms: number;
  readonly cpuMs: number;
}

async function timed(
  progress: (text: string) => void,
  starts: number,
  start: () => Promise<Target>,
): Promise<Timed> {
  const all: Timed[] = [];
  for (let i = 1; i <= starts; i++) {
    progress(`start ${i} of ${starts}`);
    const begin = performance.now();
    const target = await start();
    all.push({ ms: performance.now() - begin, cpuMs: usageOf(target.pid ?? NaN).cpuSeconds * 1_000 });
    await target.stop();
  }
  return { ms: median(all.map(({ ms }) => ms)), cpuMs: median(all.map(({ cpuMs }) => cpuMs)) };
}
