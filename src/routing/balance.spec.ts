import { balance, type Balanced } from './balance';
import { seededRandom } from '../../test/support/seeded-random';

const target = (weight: number, active = 0, allows = true): Balanced => ({
  weight,
  state: { active, breaker: { allows } },
});

describe(balance.name, () => {
  const random = seededRandom(7);
  const shares = (targets: readonly Balanced[], draws = 4_000): number[] => {
    const counts = targets.map(() => 0);
    for (let i = 0; i < draws; i++) counts[targets.indexOf(balance(targets, random))]++;
    return counts.map((count) => count / draws);
  };

  it('follows the weights while all are idle', () => {
    const [heavy, light] = shares([target(3), target(1)]);
    expect(heavy).toBeCloseTo(0.75, 1);
    expect(light).toBeCloseTo(0.25, 1);
  });

  it('prefers the less busy for its weight', () => {
    const [busy, idle] = shares([target(1, 10), target(1, 2)]);
    expect(idle).toBeGreaterThan(0.7);
    expect(busy).toBeGreaterThan(0);
  });

  it('leaves out a target whose breaker is open while there are others', () => {
    expect(shares([target(100, 0, false), target(1)], 200)).toEqual([0, 1]);
  });

  it('still chooses one when every breaker is open', () => {
    expect(shares([target(1, 0, false), target(1, 0, false)], 500).every((share) => share > 0)).toBe(true);
  });
});
