import { GenerationError } from '../../src/generation/generation-error';
import type { ObservedAnswer } from '../support/observed-answer';
import type { Recording } from '../support/recording';

/** Positions that are tried at the same time; each is a connection. */
const AT_ONCE = 16;

/** Runs `attempt` for every position inside of a recording, some at a time. */
export async function everywhere(
  { bytes: { length } }: Recording,
  attempt: (at: number) => Promise<void>,
): Promise<void> {
  let at = 1;
  const worker = async (): Promise<void> => {
    while (at < length) await attempt(at++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** One start, then deltas, each choice's finish behind its deltas, and one finish as the last of all. */
export function expectOrder({ events, endings }: ObservedAnswer, choices: number): void {
  expect(endings).toBe(1);
  expect(events[0].type).toBe('stream-start');
  expect(events.filter(({ type }) => type === 'stream-start')).toHaveLength(1);
  expect(events.filter(({ type }) => type === 'finish')).toHaveLength(1);
  expect(events.at(-1)?.type).toBe('finish');
  for (let choice = 0; choice < choices; choice++) {
    const own = events.filter((event) => 'choice' in event && event.choice === choice);
    expect(own.filter(({ type }) => type === 'choice-finish')).toHaveLength(1);
    expect(own.at(-1)?.type).toBe('choice-finish');
  }
}

/** The answer is the recording's, and ended once. */
export function expectSame(answer: ObservedAnswer, { expected }: Recording, at: number): void {
  const { error, endings } = answer;
  expect({ at, error, endings, sum: answer.sum() }).toEqual({
    at,
    error: undefined,
    endings: 1,
    sum: expected,
  });
}

/** A whole answer has the whole text; any other has a beginning of it and ends by an error. */
export function expectTruth(answer: ObservedAnswer, { expected }: Recording, at: number): void {
  expect({ at, endings: answer.endings }).toEqual({ at, endings: 1 });
  if (answer.isWhole) {
    expect({ at, choices: answer.sum().choices }).toEqual({ at, choices: expected.choices });
    return;
  }
  expect({ at, error: answer.error }).toEqual({ at, error: expect.any(GenerationError) as GenerationError });
  expect(answer.events.filter(({ type }) => type === 'finish')).toHaveLength(0);
  expected.choices.forEach(({ text }, choice) => expect(text.startsWith(answer.textOf(choice))).toBe(true));
}
