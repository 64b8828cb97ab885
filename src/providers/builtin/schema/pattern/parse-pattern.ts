import { Unsatisfiable } from '../unsatisfiable';
import type { Lookahead, ParsedPattern, PatternNode } from './pattern-node';

/** Characters of a pattern, and depth of its groups, up to which one is read. */
const MAX_PATTERN_CHARS = 2_000;
const MAX_GROUP_DEPTH = 30;

const ATOM =
  /^(?:\\(?:[pP]\{[^}]*\}|u\{[0-9a-fA-F]+\}|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[a-zA-Z]|[^])|\[(?:\\[^]|[^\]\\])*\]|[^])/u;
const QUANTIFIER = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/;
const META = /^[\\[.]/;

/**
 * Reads a regular expression of the kind that schemas use. Sets, groups, alternatives, quantifiers, anchors
 * and lookaheads behind `^` are known; the members of a set are left to the engine, one character at a time.
 * @throws Unsatisfiable for back references, lookbehinds and lookaheads elsewhere, which this cannot handle
 */
export function parsePattern(source: string): ParsedPattern {
  return new PatternParser(source, flagsFor(source)).parse();
}

/** With Unicode semantics where the pattern allows them, as validators do. */
function flagsFor(source: string): string {
  if (source.length > MAX_PATTERN_CHARS) throw outside('it is very long');
  for (const flags of ['u', '']) {
    try {
      return new RegExp(source, flags).flags;
    } catch {
      // Read without Unicode semantics next; what neither way takes is no pattern.
    }
  }
  throw new Unsatisfiable(`'${source}' is not a regular expression`, true);
}

class PatternParser {
  private at = 0;
  private depth = 0;
  private readonly lookaheads: Lookahead[] = [];

  constructor(
    private readonly source: string,
    private readonly flags: string,
  ) {}

  parse(): ParsedPattern {
    const anchored = this.source.startsWith('^');
    if (anchored) {
      this.at = 1;
      while (/^\(\?[=!]/.test(this.rest)) this.lookahead();
    }
    const ways = this.ways();
    if (ways.length > 1 && this.lookaheads.length > 0) {
      throw outside('it has a lookahead in one of several alternatives');
    }
    if (anchored) ways[0] = start(ways[0]);
    return { node: either(ways), lookaheads: this.lookaheads };
  }

  private get rest(): string {
    return this.source.slice(this.at);
  }

  private lookahead(): void {
    const wanted = this.rest.startsWith('(?=');
    this.at += 3;
    this.lookaheads.push({ node: start(this.group()), wanted });
  }

  private group(): PatternNode {
    if (++this.depth > MAX_GROUP_DEPTH) throw outside('its groups are nested too deep');
    const node = either(this.ways());
    this.depth--;
    this.at++;
    return node;
  }

  private ways(): PatternNode[] {
    const ways = [this.sequence()];
    while (this.source[this.at] === '|') {
      this.at++;
      ways.push(this.sequence());
    }
    return ways;
  }

  private sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at])) {
      parts.push(this.quantified(this.atom()));
    }
    return parts.length === 1 ? parts[0] : { kind: 'sequence', parts };
  }

  private quantified(part: PatternNode): PatternNode {
    const match = QUANTIFIER.exec(this.rest);
    if (!match) return part;
    this.at += match[0].length;
    const [sign] = match[0];
    const min = match[1] !== undefined ? Number(match[1]) : sign === '+' ? 1 : 0;
    const upTo = match[3] ? Number(match[3]) : Infinity;
    const max = match[1] !== undefined ? (match[2] === undefined ? min : upTo) : sign === '?' ? 1 : Infinity;
    return { kind: 'repeat', part, min, max };
  }

  private atom(): PatternNode {
    const { rest } = this;
    const group = /^\((?:\?:|\?<[^=!>][^>]*>|(?!\?))/.exec(rest);
    if (group) {
      this.at += group[0].length;
      return this.group();
    }
    if (rest.startsWith('(')) throw outside('it looks ahead or behind');
    const assertion = /^(?:[$^]|\\([bB]))/.exec(rest);
    if (assertion) {
      this.at += assertion[0].length;
      return { kind: 'assertion', of: (assertion[1] ?? assertion[0]) as '^' | '$' | 'b' | 'B' };
    }
    if (/^\\(?:[1-9]|k<)/.test(rest)) throw outside('it refers back to one of its groups');
    const [text] = ATOM.exec(rest)!;
    this.at += text.length;
    if (!META.test(text)) return { kind: 'set', test: (character) => character === text, literal: text };
    const set = new RegExp(`^${text}$`, this.flags);
    return { kind: 'set', test: (character) => set.test(character) };
  }
}

const either = (ways: readonly PatternNode[]): PatternNode =>
  ways.length === 1 ? ways[0] : { kind: 'either', ways };

const start = (node: PatternNode): PatternNode => ({
  kind: 'sequence',
  parts: [{ kind: 'assertion', of: '^' }, node],
});

const outside = (why: string): Unsatisfiable =>
  new Unsatisfiable(`a pattern is outside of what can be generated: ${why}`, true);
