import type { GenerationRequest } from '../../generation/generation-request';
import { composeAnswer } from './answer-composer';
import type { PreparedChoice } from './answer-emitter';
import type { Handbook } from './handbook';
import { Phrasing } from './phrasing';
import { queryOf } from './query';
import { hashText } from './seeded-random';
import { tokenEnds } from './tokenizer';

const DEFAULT_TEMPERATURE = 1;

/**
 * The whole answer of one choice, cut where `stop` or the token limit says. The same request and seed make
 * the same text; without a seed the request's own messages are the seed.
 */
export function prepareChoice(
  request: GenerationRequest,
  choice: number,
  handbook: Handbook,
): PreparedChoice {
  const query = queryOf(request.messages);
  const seed = hashText(`${request.seed ?? ''}|${choice}`, hashText(query.text));
  const phrasing = new Phrasing(seed, request.temperature ?? DEFAULT_TEMPERATURE, request.topP ?? 1);
  const answer = composeAnswer(query, handbook, phrasing, request.parameters.verbosity);
  const stopAt = firstOccurrence(answer, request.stop);
  const text = stopAt === -1 ? answer : answer.slice(0, stopAt);
  const ends = tokenEnds(text);
  const limit = request.maxTokens ?? Infinity;
  return ends.length > limit
    ? { text, ends: ends.subarray(0, limit), reason: 'length' }
    : { text, ends, reason: 'stop' };
}

/** Where the first of the stop texts begins, -1 where none occurs. An empty one never does. */
function firstOccurrence(text: string, stops: readonly string[]): number {
  const found = stops.filter((stop) => stop !== '').map((stop) => text.indexOf(stop));
  return found.filter((at) => at !== -1).sort((a, b) => a - b)[0] ?? -1;
}
