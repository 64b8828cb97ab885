import fc from 'fast-check';
import { niceScale } from './nice-scale';

describe(niceScale.name, () => {
  it.each([
    [42, [0, 10, 20, 30, 40, 50]],
    [0.7, [0, 0.2, 0.4, 0.6, 0.8]],
    [5, [0, 1, 2, 3, 4, 5]],
    [0, [0, 1]],
  ])('marks an axis up to %d', (max, marks) => {
    expect(niceScale(max)).toEqual(marks);
  });

  it('reaches the greatest value with few marks', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (max) => {
        const marks = niceScale(max);
        expect(marks[marks.length - 1]).toBeGreaterThanOrEqual(max * (1 - 1e-9));
        expect(marks.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});
