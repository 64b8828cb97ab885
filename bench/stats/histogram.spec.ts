import { Histogram } from './histogram';

describe(Histogram.name, () => {
  it('knows percentiles to within half a per cent', () => {
    const histogram = new Histogram();
    for (let value = 1; value <= 10_000; value++) histogram.record(value);
    for (const fraction of [0.01, 0.5, 0.9, 0.99]) {
      expect(histogram.percentile(fraction) / (fraction * 10_000)).toBeCloseTo(1, 2);
    }
  });

  it('takes the nearest rank, not a value between two', () => {
    const histogram = new Histogram();
    for (const value of [10, 10, 10, 1_000]) histogram.record(value);
    expect(histogram.percentile(0.75)).toBeCloseTo(10, 1);
    expect(histogram.percentile(0.76)).toBeCloseTo(1_000, -1);
  });

  it('reports no percentile above the greatest value', () => {
    const histogram = new Histogram();
    histogram.record(1_024);
    expect(histogram.distribution()).toMatchObject({ count: 1, p99: 1_024, max: 1_024 });
  });

  it('counts what is below 1 and what is beyond its range', () => {
    const histogram = new Histogram();
    histogram.record(0);
    histogram.record(1e12);
    expect(histogram.distribution()).toMatchObject({ count: 2, max: 1e12 });
    expect(histogram.percentile(0.5)).toBeCloseTo(1, 1);
  });

  it('is 0 where nothing was recorded', () => {
    expect(new Histogram().distribution()).toEqual({ count: 0, p50: 0, p90: 0, p99: 0, max: 0 });
  });
});
