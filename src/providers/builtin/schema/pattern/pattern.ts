import type { WorkBudget } from '../work-budget';
import { parsePattern } from './parse-pattern';
import type { PatternNode } from './pattern-node';
import { PatternProgram } from './pattern-program';
import { PatternWriter } from './pattern-writer';

/** A regular expression that can be matched, at a bounded cost, and written texts for. */
export class Pattern {
  private readonly node: PatternNode;
  private readonly program: PatternProgram;
  private readonly lookaheads: readonly { readonly program: PatternProgram; readonly wanted: boolean }[];

  /** @throws Unsatisfiable for what is no pattern, or one that this cannot handle */
  constructor(source: string) {
    const { node, lookaheads } = parsePattern(source);
    this.node = node;
    this.program = new PatternProgram(node);
    this.lookaheads = lookaheads.map((ahead) => ({
      program: new PatternProgram(ahead.node),
      wanted: ahead.wanted,
    }));
  }

  /** Whether it occurs in a text. */
  matches(text: string, work: WorkBudget): boolean {
    return (
      this.program.matches(text, work) &&
      this.lookaheads.every(({ program, wanted }) => program.matches(text, work) === wanted)
    );
  }

  /**
   * Writes a text that probably matches: assertions and lookaheads may spoil it, so it is to be tried.
   * @param length characters to come near to
   */
  write(random: () => number, length?: number): string {
    return new PatternWriter(random).write(this.node, length);
  }
}
