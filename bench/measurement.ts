import type { LoadJob, LoadResult } from './load/load-job';
import type { Load } from './load/load';
import { usageOf } from './process/usage';
import type { Target } from './targets/target';
import type { Upstream } from './upstream/upstream';

/** What a target did under a load. */
export interface Measurement extends LoadResult {
  /** CPU time of the target's processes in the measured time; NaN where the system does not tell. */
  readonly cpuSeconds: number;
  /** Shares of a core: the target's, and the upstream's. The load's own is `busy`. */
  readonly targetBusy: number;
  readonly upstreamBusy: number;
  /** The most resident memory that was seen, in MiB, and the last. */
  readonly peakMib: number;
  readonly lastMib: number;
}

/** The load of one scenario, without where it goes. */
export type JobFor = (target: Target) => LoadJob;

const SAMPLE_MS = 200;
/** Between two runs, so that what one leaves behind is not charged to the next. */
const SETTLE_MS = 300;

/** Runs a job against a target and accounts for everybody's CPU time meanwhile. */
export async function measure(
  load: Load,
  upstream: Upstream,
  target: Target,
  job: LoadJob,
): Promise<Measurement> {
  const usage = (): ReturnType<typeof usageOf> => usageOf(target.pid ?? NaN);
  let before = usage();
  let upstreamBefore = Promise.resolve(0);
  let peakMib = before.residentMib;
  const sampling = setInterval(() => (peakMib = Math.max(peakMib, usage().residentMib)), SAMPLE_MS);
  const result = await load.run(job, () => {
    before = usage();
    upstreamBefore = upstream.cpuSeconds();
  });
  const after = usage();
  const upstreamSeconds = (await upstream.cpuSeconds()) - (await upstreamBefore);
  clearInterval(sampling);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const cpuSeconds = after.cpuSeconds - before.cpuSeconds;
  return {
    ...result,
    cpuSeconds,
    targetBusy: cpuSeconds / result.seconds,
    upstreamBusy: upstreamSeconds / result.seconds,
    peakMib,
    lastMib: after.residentMib,
  };
}
