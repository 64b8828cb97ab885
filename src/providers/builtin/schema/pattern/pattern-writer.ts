import { Unsatisfiable } from '../unsatisfiable';
import { leastLength, type PatternNode } from './pattern-node';

/** Characters that are tried first for a set, the most readable ones in front. */
const COMMON = Array.from(
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,;:!?@#$%&*+/=()[]{}<>|~^\'"`\\ äöüéñçßλж中あ\t\n\r',
);
/** Code points that are searched where none of these is in a set. */
const SEARCHED_CODE_POINTS = 0x3_0000;
/** How often a repetition runs beyond its least number where length is free. */
const FREE_REPEATS = 4;
/** Characters that one pattern may demand. */
const MAX_CHARS = 4_000;

/** Writes texts that match a pattern. */
export class PatternWriter {
  private readonly members = new Map<(character: string) => boolean, readonly string[]>();
  private left = 0;
  private written = 0;

  /** @param random numbers in [0, 1) */
  constructor(private readonly random: () => number) {}

  /**
   * A text that matches, apart from what assertions may spoil.
   * @param length characters to come near to by repetition, where the pattern leaves it open
   */
  write(node: PatternNode, length: number | undefined): string {
    const least = leastLength(node);
    if (least > MAX_CHARS) throw new Unsatisfiable('a pattern demands too long a text', true);
    this.left = length === undefined ? -1 : Math.max(0, length - least);
    this.written = 0;
    return this.part(node);
  }

  private part(node: PatternNode): string {
    switch (node.kind) {
      case 'set':
        if (++this.written > MAX_CHARS) throw new Unsatisfiable('a pattern demands too long a text', true);
        return node.literal ?? this.pick(this.membersOf(node.test));
      case 'sequence':
        return node.parts.map((part) => this.part(part)).join('');
      case 'either':
        return this.part(this.pick(node.ways));
      case 'repeat':
        return Array.from({ length: this.timesOf(node) }, () => this.part(node.part)).join('');
      case 'assertion':
        return '';
    }
  }

  private timesOf({ part, min, max }: PatternNode & { kind: 'repeat' }): number {
    const room = max - min;
    if (this.left < 0) return min + Math.floor(this.random() * (Math.min(room, FREE_REPEATS) + 1));
    const each = Math.max(1, leastLength(part));
    const most = Math.min(room, Math.floor(this.left / each));
    // All of it, or a part, so that several tries share what is left among the repetitions in several ways.
    const more = this.random() < 0.5 ? most : Math.floor(this.random() * (most + 1));
    this.left -= more * each;
    return min + more;
  }

  private membersOf(test: (character: string) => boolean): readonly string[] {
    let members = this.members.get(test);
    if (!members) {
      members = COMMON.filter(test);
      // A set is most readable by its letters and digits, where it has some.
      const plain = members.filter((character) => /[a-zA-Z0-9]/.test(character));
      if (plain.length > 0 && members.length > plain.length && this.random() < 0.9) members = plain;
      if (members.length === 0) members = firstMember(test);
      this.members.set(test, members);
    }
    return members;
  }

  private pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)];
  }
}

function firstMember(test: (character: string) => boolean): readonly string[] {
  for (let code = 0; code < SEARCHED_CODE_POINTS; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    if (test(character)) return [character];
  }
  throw new Unsatisfiable('a pattern has a set without members', true);
}
