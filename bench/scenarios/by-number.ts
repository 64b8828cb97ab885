import type { Bench } from '../bench';
import { streams } from '../jobs';
import type { Rounds } from '../rounds';
import type { Target } from '../targets/target';

const CHUNKS = 32;
const FIRST_TOKEN_MS = 20;
/** Ahead of the first number of streams, which would pay for what V8 compiles by and by. */
const WARM_UP_CLIENTS = 100;
const WARM_UP_INTERVAL_MS = 20;

/** What is to be measured of every number of streams. */
export interface ByNumber {
  readonly numbers: readonly number[];
  /** Between two events of a stream, in milliseconds, by the number of streams. */
  readonly intervalMs: (clients: number) => number;
  readonly rounds: number;
  readonly measuredMs: number;
  readonly warmUpMs: number;
}

/**
 * Measures targets with several numbers of streams. A round goes through all of them, so that what changes on the
 * machine meets small numbers as it does large ones.
 */
export async function byNumber(
  bench: Bench,
  targets: readonly Target[],
  { numbers, intervalMs, rounds, measuredMs, warmUpMs }: ByNumber,
): Promise<ReadonlyMap<Target, ReadonlyMap<number, Rounds>>> {
  const measure = async (clients: number, interval: number, forMs: number): ReturnType<Bench['inTurn']> => {
    await bench.upstream.setPace({ chunks: CHUNKS, intervalMs: interval, firstTokenMs: FIRST_TOKEN_MS });
    // Over the time of a stream: from then on, streams begin as evenly as they end.
    const rampMs = FIRST_TOKEN_MS + CHUNKS * interval;
    const effort = { clients, rampMs, warmUpMs: rampMs + 500, measuredMs: forMs };
    return bench.inTurn(targets, 1, (target) => streams(target, effort));
  };
  const found = new Map(targets.map((target) => [target, new Map<number, Rounds>()]));
  bench.progress('warm-up');
  await measure(WARM_UP_CLIENTS, WARM_UP_INTERVAL_MS, warmUpMs);
  for (let round = 0; round < rounds; round++) {
    for (const clients of numbers) {
      for (const [target, measured] of await measure(clients, intervalMs(clients), measuredMs)) {
        const of = found.get(target);
        of?.set(clients, [...(of.get(clients) ?? []), ...measured]);
      }
    }
  }
  return found;
}

/** How many milliseconds there are between two events of a stream, where all together bring so many a second. */
export const intervalFor = (clients: number, eventsPerSecond: number): number =>
  ((clients * CHUNKS * 1_000) / eventsPerSecond - FIRST_TOKEN_MS) / CHUNKS;
