import type { FinishReason, TokenLogprob } from '../../../generation/stream-event';
import { countTokens, tokenEnds, type TokenEnds } from '../tokenizer';

/** Tells how likely the tokens of a text were. */
export interface TextLogprobs {
  /** @param index of the token in its text */
  of(token: string, index: number): TokenLogprob;
}

/** A tool call's head, which goes out ahead of its arguments. */
export interface CallHead {
  /** Position among the choice's calls. */
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly kind: 'function' | 'custom';
}

/**
 * A stretch of an answer that goes out as events of one type. Token `i` is `text.slice(ends[i - 1], ends[i])`;
 * the first one of a call is empty, and stands for its head.
 */
export type Segment = { readonly text: string; readonly ends: TokenEnds } & (
  | { readonly type: 'text'; readonly logprobs?: TextLogprobs }
  | { readonly type: 'reasoning' }
  | { readonly type: 'call'; readonly head: CallHead }
);

/** A choice's whole answer, made before its first token goes out. */
export interface PreparedChoice {
  readonly segments: readonly Segment[];
  readonly reason: FinishReason;
  /** The stop text that ended it, where one did. */
  readonly stop?: string;
}

/** A segment of text. */
export const textSegment = (text: string, logprobs?: TextLogprobs): Segment => ({
  type: 'text',
  text,
  ends: tokenEnds(text),
  logprobs,
});

/** A segment of visible reasoning. */
export const reasoningSegment = (text: string): Segment => ({
  type: 'reasoning',
  text,
  ends: tokenEnds(text),
});

/** A call with its arguments, which costs a token more than these for its head. */
export function callSegment(head: CallHead, text: string): Segment {
  const ends = new Uint32Array(countTokens(text) + 1);
  ends.set(tokenEnds(text), 1);
  return { type: 'call', head, text, ends };
}

/** Ends a choice after so many tokens, wherever that is. */
export function limited(choice: PreparedChoice, maxTokens: number): PreparedChoice {
  let left = maxTokens;
  const segments: Segment[] = [];
  for (const segment of choice.segments) {
    if (segment.ends.length > left) {
      segments.push({ ...segment, ends: segment.ends.subarray(0, left) });
      return { segments, reason: 'length' };
    }
    left -= segment.ends.length;
    segments.push(segment);
  }
  return choice;
}

/** How many tokens a choice has, or those of one type of segment. */
export function tokensOf({ segments }: PreparedChoice, type?: Segment['type']): number {
  return segments.reduce(
    (sum, segment) => sum + (!type || segment.type === type ? segment.ends.length : 0),
    0,
  );
}
