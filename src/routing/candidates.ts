import type { Operation } from '../generation/generate';
import { balance, type Balanced } from './balance';
import type { TargetState } from './target-state';

/** A target of a model, with everything that stands between a request and its provider. */
export interface Candidate<Request, Event> extends Balanced {
  readonly state: TargetState;
  /** retry(target(slots(timeouts(terminal(provider)))) */
  readonly operation: Operation<Request, Event>;
}

/**
 * The targets that one request may be sent to, in the order in which they are tried: those of the model, the
 * likeliest to serve well first, then those of each fallback.
 */
export class Candidates<Request, Event> {
  private group = 0;
  private left: Candidate<Request, Event>[] | undefined;

  /** @param groups the model's own targets, then each fallback's; none is empty */
  constructor(private readonly groups: readonly (readonly Candidate<Request, Event>[])[]) {}

  /** The next one to try; undefined when all were tried. */
  next(): Candidate<Request, Event> | undefined {
    const targets = this.left ?? this.groups[this.group];
    if (targets === undefined) return undefined;
    const chosen = balance(targets);
    this.left = targets.length === 1 ? undefined : targets.filter((target) => target !== chosen);
    if (this.left === undefined) this.group++;
    return chosen;
  }
}
