import { median } from './median';

describe(median.name, () => {
  it('is the middle of an odd number of values, in whatever order', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('is the mean of the two in the middle of an even number', () => {
    expect(median([10, 1, 2, 3])).toBe(2.5);
  });

  it('does not exist without values', () => {
    expect(median([])).toBeNaN();
  });
});
