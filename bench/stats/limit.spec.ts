import { limitOf } from './limit';

describe(limitOf.name, () => {
  it('is the target where its thread was busy all the time', () => {
    expect(limitOf({ target: 0.97, load: 0.4, upstream: 0.3 }, 2)).toBe('target');
  });

  it('is the load where the load or the upstream was', () => {
    expect(limitOf({ target: 0.6, load: 0.95, upstream: 0.3 }, 4)).toBe('load');
    expect(limitOf({ target: 0.6, load: 0.4, upstream: 0.95 }, 4)).toBe('load');
  });

  it('is the load where all three together had no more cores', () => {
    expect(limitOf({ target: 0.8, load: 0.6, upstream: 0.5 }, 2)).toBe('load');
  });

  it('is the machine where nobody was busy', () => {
    expect(limitOf({ target: 0.4, load: 0.2, upstream: 0.1 }, 2)).toBe('machine');
  });

  it('goes by the load alone where the system does not tell of the target', () => {
    expect(limitOf({ target: NaN, load: 0.2, upstream: 0.1 }, 2)).toBe('target');
    expect(limitOf({ target: NaN, load: 0.95, upstream: 0.1 }, 2)).toBe('load');
  });
});
