import { seededRandom } from './seeded-random';

/** Picks among ways of saying the same thing. */
export class Phrasing {
  private readonly random: () => number;

  /**
   * @param seed the same seed makes the same picks
   * @param temperature 0 always takes the first way; from 1 on every way is possible
   * @param topP the part of the ways, from the first on, that is considered at all
   */
  constructor(
    seed: number,
    private readonly temperature: number,
    private readonly topP: number,
  ) {
    this.random = seededRandom(seed);
  }

  /** One of `ways`, the plainest of which stands first. */
  pick<T>(ways: readonly [T, ...T[]]): T {
    const considered = Math.ceil(ways.length * Math.min(1, this.temperature) * this.topP);
    const index = considered <= 1 ? 0 : Math.floor(this.random() * considered);
    return ways[index] ?? ways[0];
  }
}
