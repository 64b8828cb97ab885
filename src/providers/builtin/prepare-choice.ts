import { randomUUID } from 'node:crypto';
import type { GenerationRequest } from '../../generation/generation-request';
import { composeInstance } from './answer/compose-json';
import { composeReasoning } from './answer/compose-reasoning';
import { jsonFormatOf } from './answer/json-format';
import {
  callSegment,
  limited,
  type PreparedChoice,
  reasoningSegment,
  type Segment,
  textSegment,
} from './answer/prepared-choice';
import { TokenLogprobs } from './answer/token-logprobs';
import { composeAnswer } from './answer-composer';
import { PromptSuggestions } from './facts/prompt-suggestions';
import { PromptText } from './facts/prompt-text';
import type { Handbook } from './handbook';
import { Phrasing } from './phrasing';
import { type Query, queryOf } from './query';
import { hashText, seededRandom } from './seeded-random';
import { composeResultAnswer } from './tools/compose-result-answer';
import { isAnsweringResult, type PlannedCall, planCalls } from './tools/plan-calls';

const DEFAULT_TEMPERATURE = 1;
/** Likely tokens that are told at each position, at most. */
const MAX_TOP_LOGPROBS = 20;

/**
 * The whole answer of one choice, cut where `stop` or the token limit says. The same request and seed make
 * the same text; without a seed the request's own messages are the seed.
 * @throws GenerationError for tools and formats that cannot be honoured
 */
export function prepareChoice(
  request: GenerationRequest,
  choice: number,
  handbook: Handbook,
): PreparedChoice {
  const query = queryOf(request.messages);
  const seed = hashText(`${request.seed ?? ''}|${choice}`, hashText(query.text));
  const phrasing = phrasingOf(request, seed);
  const reasoning = composeReasoning(query, request.parameters.reasoning_effort, phrasingOf(request, seed));
  const before = reasoning === undefined ? [] : [reasoningSegment(reasoning)];
  const calls = planCalls(request, query.text, seed);
  const maxTokens = request.maxTokens ?? Infinity;
  if (calls.length > 0) {
    return limited({ segments: [...before, ...calls.map(toSegment)], reason: 'tool_calls' }, maxTokens);
  }
  const { segment, stop } = content(request, query, seed, handbook, phrasing);
  return limited({ segments: [...before, segment], reason: 'stop', stop }, maxTokens);
}

const phrasingOf = (
  { temperature = DEFAULT_TEMPERATURE, topP = 1 }: GenerationRequest,
  seed: number,
): Phrasing => new Phrasing(seed, temperature, topP);

/** Ids are no part of the text that a seed decides: two calls of one conversation must not share one. */
function toSegment({ tool, input }: PlannedCall, index: number): Segment {
  const id = `call_${randomUUID().replaceAll('-', '').slice(0, 24)}`;
  return callSegment({ index, id, name: tool.name, kind: tool.kind }, input);
}

function content(
  request: GenerationRequest,
  query: Query,
  seed: number,
  handbook: Handbook,
  phrasing: Phrasing,
): { readonly segment: Segment; readonly stop?: string } {
  const { response_format, verbosity, logprobs, top_logprobs } = request.parameters;
  const format = jsonFormatOf(response_format, query.text);
  let answer: string;
  if (format) {
    const random = seededRandom(seed);
    const suggestions = new PromptSuggestions(new PromptText(query.text), { onlyMentioned: false, random });
    answer = JSON.stringify(composeInstance({ ...format, suggestions, random }));
  } else if (isAnsweringResult(request)) answer = composeResultAnswer(request.messages, phrasing);
  else answer = composeAnswer(query, handbook, phrasing, verbosity);
  const { at, stop } = firstOccurrence(answer, request.stop);
  const top = Math.min(MAX_TOP_LOGPROBS, Number(top_logprobs) || 0);
  const segment = textSegment(
    answer.slice(0, at),
    logprobs === true ? new TokenLogprobs(seed, top) : undefined,
  );
  return { segment, stop };
}

/** Which of the stop texts comes first, and where; nothing where none occurs. An empty one never does. */
function firstOccurrence(text: string, stops: readonly string[]): { at?: number; stop?: string } {
  const found = stops.map((stop) => ({ at: stop === '' ? -1 : text.indexOf(stop), stop }));
  return found.filter(({ at }) => at !== -1).sort((a, b) => a.at - b.at)[0] ?? {};
}
