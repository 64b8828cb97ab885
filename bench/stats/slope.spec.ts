import fc from 'fast-check';
import { slope } from './slope';

describe(slope.name, () => {
  it('is that of the line on which all points lie', () => {
    const value = fc.double({ min: -1_000, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(value, value, (steepness, height) => {
        const points = [0, 500, 1_000, 2_000].map((x) => ({ x, y: height + steepness * x }));
        expect(slope(points)).toBeCloseTo(steepness, 6);
      }),
    );
  });

  it('evens out what lies above and below', () => {
    expect(
      slope([
        { x: 0, y: 1 },
        { x: 1, y: -1 },
        { x: 2, y: 3 },
        { x: 3, y: 1 },
      ]),
    ).toBeCloseTo(0.4);
  });
});
