/** Buckets for each doubling: a value is known to within 0.3 %. */
const PER_OCTAVE = 128;
/** Doublings above 1: up to 2^32 microseconds, more than an hour. */
const OCTAVES = 32;

/** What is kept of a histogram when it is reported, in the unit that was recorded. */
export interface Distribution {
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * Counts values in buckets of the same relative width, so that millions of them cost a fixed amount of
 * memory and one addition each. Values below 1 count as 1.
 */
export class Histogram {
  private readonly counts = new Uint32Array(PER_OCTAVE * OCTAVES);
  private total = 0;
  private max = 0;

  record(value: number): void {
    if (value > this.max) this.max = value;
    const bucket = value <= 1 ? 0 : Math.floor(Math.log2(value) * PER_OCTAVE);
    this.counts[Math.min(bucket, this.counts.length - 1)]++;
    this.total++;
  }

  /**
   * The nearest-rank percentile; 0 where nothing was recorded.
   * @param fraction from 0 to 1
   */
  percentile(fraction: number): number {
    const rank = Math.max(1, Math.ceil(this.total * fraction));
    let seen = 0;
    for (let bucket = 0; bucket < this.counts.length; bucket++) {
      seen += this.counts[bucket];
      if (seen >= rank) return Math.min(2 ** ((bucket + 0.5) / PER_OCTAVE), this.max);
    }
    return 0;
  }

  distribution(): Distribution {
    return {
      count: this.total,
      p50: this.percentile(0.5),
      p90: this.percentile(0.9),
      p99: this.percentile(0.99),
      max: this.max,
    };
  }
}
