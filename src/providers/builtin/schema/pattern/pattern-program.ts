import { Unsatisfiable } from '../unsatisfiable';
import type { WorkBudget } from '../work-budget';
import type { PatternNode } from './pattern-node';

/** States that the program of one pattern may have. */
const MAX_STATES = 4_000;

type State =
  | { readonly kind: 'set'; readonly test: (character: string) => boolean; next: number }
  | { readonly kind: 'fork'; readonly next: number[] }
  | { readonly kind: 'assertion'; readonly of: '^' | '$' | 'b' | 'B'; next: number }
  | { readonly kind: 'match' };

const WORD = /^\w$/;

/**
 * Matches in time proportional to the text, whatever the pattern (Thompson's construction). The engine's own
 * matcher can take forever on patterns that are made for it, and anybody may send a schema.
 */
export class PatternProgram {
  private readonly states: State[] = [{ kind: 'match' }];
  private readonly entry: number;

  constructor(node: PatternNode) {
    this.entry = this.compile(node, 0);
  }

  /** Whether the pattern occurs in the text. */
  matches(text: string, work: WorkBudget): boolean {
    const characters = Array.from(text);
    let current = new Set<number>();
    for (let at = 0; at <= characters.length; at++) {
      // A match may begin anywhere.
      if (this.follow(this.entry, at, characters, current)) return true;
      const next = new Set<number>();
      work.spend(1 + current.size / 10);
      for (const index of current) {
        const state = this.states[index];
        if (state.kind !== 'set' || at === characters.length || !state.test(characters[at])) continue;
        if (this.follow(state.next, at + 1, characters, next)) return true;
      }
      current = next;
    }
    return false;
  }

  /** Adds the states that are reached without a character. @returns whether the match is among them */
  private follow(from: number, at: number, characters: readonly string[], into: Set<number>): boolean {
    const pending = [from];
    while (pending.length > 0) {
      const index = pending.pop()!;
      if (into.has(index)) continue;
      into.add(index);
      const state = this.states[index];
      if (state.kind === 'match') return true;
      if (state.kind === 'fork') pending.push(...state.next);
      else if (state.kind === 'assertion' && holds(state.of, at, characters)) pending.push(state.next);
    }
    return false;
  }

  private add(state: State): number {
    if (this.states.length >= MAX_STATES) throw repeatsTooMuch();
    return this.states.push(state) - 1;
  }

  /** @returns the state with which `node` begins when `next` comes behind it */
  private compile(node: PatternNode, next: number): number {
    switch (node.kind) {
      case 'set':
        return this.add({ kind: 'set', test: node.test, next });
      case 'assertion':
        return this.add({ kind: 'assertion', of: node.of, next });
      case 'sequence':
        return node.parts.reduceRight((behind, part) => this.compile(part, behind), next);
      case 'either':
        return this.add({ kind: 'fork', next: node.ways.map((way) => this.compile(way, next)) });
      case 'repeat':
        return this.compileRepeat(node, next);
    }
  }

  private compileRepeat({ part, min, max }: PatternNode & { kind: 'repeat' }, next: number): number {
    // An empty part adds no states, so its repetitions have to be bounded by themselves.
    if (min > MAX_STATES) throw repeatsTooMuch();
    let entry = next;
    if (max === Infinity) {
      const targets = [next];
      entry = this.add({ kind: 'fork', next: targets });
      targets.push(this.compile(part, entry));
    } else {
      for (let count = min; count < max; count++) {
        entry = this.add({ kind: 'fork', next: [next, this.compile(part, entry)] });
      }
    }
    for (let count = 0; count < min; count++) entry = this.compile(part, entry);
    return entry;
  }
}

function holds(assertion: '^' | '$' | 'b' | 'B', at: number, characters: readonly string[]): boolean {
  if (assertion === '^') return at === 0;
  if (assertion === '$') return at === characters.length;
  const border = WORD.test(characters[at - 1] ?? '') !== WORD.test(characters[at] ?? '');
  return border === (assertion === 'b');
}

const repeatsTooMuch = (): Unsatisfiable =>
  new Unsatisfiable('a pattern is outside of what can be generated: it repeats too much', true);
