import { growthChart, type GrowthSeries } from './growth-chart';

const series = (name: string): GrowthSeries => ({
  name,
  points: [10, 100, 1_000].map((streams) => ({ streams, cpuUs: 30, addedP50Ms: 0.2, addedP99Ms: NaN })),
});

describe(growthChart.name, () => {
  const picture = growthChart([series('bare <Node>'), series('this service')], 'a & b');

  it('escapes what it is told', () => {
    expect(picture).toContain('bare &lt;Node&gt;, p50');
    expect(picture).toContain('a &amp; b');
  });

  it('draws the points that are known and leaves out the others', () => {
    expect(picture.match(/<circle/g)).toHaveLength(12);
    expect(picture).not.toContain('NaN');
  });
});
