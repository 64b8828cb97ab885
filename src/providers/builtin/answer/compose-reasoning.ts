import type { Phrasing } from '../phrasing';
import type { Query } from '../query';
import { guessTask } from '../task';

/** How many thoughts each effort is worth; the other efforts think nothing that anybody sees. */
const THOUGHTS: Readonly<Record<string, number>> = { low: 2, medium: 3, high: 4, xhigh: 5, max: 6 };
/** Key terms that are named. */
const NAMED_TERMS = 4;

/**
 * What the model makes visible of its thinking, where an effort was asked for.
 * @returns undefined where nothing is to be thought aloud
 */
export function composeReasoning(query: Query, effort: unknown, phrasing: Phrasing): string | undefined {
  const thoughts = typeof effort === 'string' && Object.hasOwn(THOUGHTS, effort) ? THOUGHTS[effort] : 0;
  if (thoughts === 0) return undefined;
  const { name, shape, questions } = guessTask(query.text);
  const terms = [...new Set(query.ownTerms)].slice(0, NAMED_TERMS);
  const about = terms.length > 0 ? terms.map((term) => `“${term}”`).join(', ') : 'nothing in particular';
  return [
    phrasing.pick([
      `The request reads like ${name}.`,
      `Reading the request first: it looks like ${name}.`,
      `So this is ${name}, as it seems.`,
    ]),
    `Its key terms are ${about}.`,
    phrasing.pick([
      'The handbook is the only thing I know, so I search it for them.',
      'I look these up in the handbook.',
    ]),
    shape,
    `What stays open: ${questions[0]}`,
    'I begin with what is most useful, and say plainly what I do not know.',
  ]
    .slice(0, thoughts)
    .join(' ');
}
