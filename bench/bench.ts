import { Load } from './load/load';
import type { LoadJob } from './load/load-job';
import { type JobFor, type Measurement, measure } from './measurement';
import type { Target } from './targets/target';
import { Upstream } from './upstream/upstream';

/** What every scenario works with: the load, the upstream, and how long to take. */
export class Bench {
  private constructor(
    /** Whether everything is to be over soon, at the price of rougher figures. */
    readonly quick: boolean,
    readonly upstream: Upstream,
    private readonly load: Load,
    /** Says on a terminal what is going on. */
    readonly progress: (text: string) => void,
  ) {}

  static async start(quick: boolean, progress: (text: string) => void): Promise<Bench> {
    return new Bench(quick, await Upstream.start(), await Load.start(), progress);
  }

  /** The first value, or the second when everything is to be over soon. */
  choose<T>(full: T, quick: T): T {
    return this.quick ? quick : full;
  }

  /** How long a target is loaded before it is measured: longer where there is something to compile, and time. */
  warmUpMs({ isCompiledAtWork }: Target, otherwiseMs: number, compilingMs: number): number {
    return isCompiledAtWork && !this.quick ? compilingMs : otherwiseMs;
  }

  measure(target: Target, job: LoadJob): Promise<Measurement> {
    return measure(this.load, this.upstream, target, job);
  }

  /** Measures targets in turn, round by round, so that what changes on the machine meets them all. */
  async inTurn(
    targets: readonly Target[],
    rounds: number,
    job: JobFor,
  ): Promise<ReadonlyMap<Target, readonly Measurement[]>> {
    const measured = new Map<Target, Measurement[]>(targets.map((target) => [target, []]));
    for (let round = 1; round <= rounds; round++) {
      for (const [target, of] of measured) {
        this.progress(`round ${round} of ${rounds}: ${target.name}`);
        of.push(await this.measure(target, job(target)));
      }
    }
    return measured;
  }

  async stop(): Promise<void> {
    await this.load.stop();
    await this.upstream.stop();
  }
}
