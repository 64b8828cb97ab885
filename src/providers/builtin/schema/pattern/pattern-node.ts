/** A part of a regular expression. */
export type PatternNode =
  | { readonly kind: 'set'; readonly test: (character: string) => boolean; readonly literal?: string }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'either'; readonly ways: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly min: number; readonly max: number }
  | { readonly kind: 'assertion'; readonly of: '^' | '$' | 'b' | 'B' };

/** What must, or must not, match from the very beginning of the text: a lookahead behind `^`. */
export interface Lookahead {
  readonly node: PatternNode;
  readonly wanted: boolean;
}

/** A regular expression that has been read. */
export interface ParsedPattern {
  readonly node: PatternNode;
  readonly lookaheads: readonly Lookahead[];
}

/** Fewest characters that a part matches. */
export function leastLength(node: PatternNode): number {
  switch (node.kind) {
    case 'set':
      return 1;
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + leastLength(part), 0);
    case 'either':
      return Math.min(...node.ways.map(leastLength));
    case 'repeat':
      return node.min === 0 ? 0 : node.min * leastLength(node.part);
    case 'assertion':
      return 0;
  }
}
