import type OpenAI from 'openai';
import type { TokenLogprob } from '../../generation/stream-event';

/** Log probabilities in the shape of the legacy API: four lists, an item for each token. */
export type TextLogprobs = Required<OpenAI.CompletionChoice.Logprobs>;

/**
 * The tokens of a choice in the legacy shape. `top_logprobs` holds the chosen token too, which may be one
 * more than was asked for, as in OpenAI's API.
 * @param offset characters (code points) of the choice's text ahead of the first token
 */
export function toTextLogprobs(tokens: readonly TokenLogprob[], offset: number): TextLogprobs {
  const lists: TextLogprobs = { tokens: [], token_logprobs: [], top_logprobs: [], text_offset: [] };
  let at = offset;
  for (const chosen of tokens) {
    const { token, logprob, top_logprobs: likely = [] } = chosen;
    lists.tokens.push(token);
    lists.token_logprobs.push(logprob);
    lists.top_logprobs.push(
      Object.fromEntries([...likely, chosen].map((other) => [other.token, other.logprob])),
    );
    lists.text_offset.push(at);
    at += charactersOf(chosen);
  }
  return lists;
}

/** How many characters (code points) the tokens are long. */
export function textLength(tokens: readonly TokenLogprob[]): number {
  return tokens.reduce((sum, token) => sum + charactersOf(token), 0);
}

/** A token may be a part of a character: the one with the first of its bytes counts it. */
function charactersOf({ token, bytes }: TokenLogprob): number {
  if (!bytes) return Array.from(token).length;
  return bytes.reduce((sum, byte) => sum + (isContinuation(byte) ? 0 : 1), 0);
}

/** Bytes 10xxxxxx follow the first byte of a UTF-8 character (RFC 3629). */
const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;
