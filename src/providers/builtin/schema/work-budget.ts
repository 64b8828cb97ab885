import { Unsatisfiable } from './unsatisfiable';

/** Steps that one instance may cost; a few tenths of a second at worst, a few thousandths as a rule. */
const MAX_STEPS = 40_000;
/** Values in one instance from which on only what the schema demands is added. */
const AMPLE_VALUES = 150;
/** Values that one instance may consist of. */
const MAX_VALUES = 5_000;

/** Bounds what a schema, which anybody may send, can cost. */
export class WorkBudget {
  private steps = 0;
  private values = 0;

  /** Whether the instance is large enough already, so that nothing more is added of one's own accord. */
  get isAmple(): boolean {
    return this.values > AMPLE_VALUES;
  }

  /** @throws Unsatisfiable when the work has become too much */
  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > MAX_STEPS) throw new Unsatisfiable('it takes too many steps to find a value', true);
  }

  /** @throws Unsatisfiable when the instance has become too large */
  addValue(): void {
    this.spend(1);
    if (++this.values > MAX_VALUES) throw new Unsatisfiable('the values it demands are too many', true);
  }
}
