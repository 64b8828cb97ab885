import type { LoadJob } from './load/load-job';
import type { Target } from './targets/target';

const PROMPT = 'Explain streaming APIs';

/** How hard and how long a job is. */
export type Effort = Pick<LoadJob, 'clients' | 'rampMs' | 'warmUpMs' | 'measuredMs' | 'leaveEvery'>;

/** Clients that ask for streams. */
export const streams = (target: Target, effort: Effort): LoadJob => ({
  ...effort,
  port: target.port,
  path: target.path,
  body: bodyFor(target, { stream: true }),
  expect: 'stream',
  status: 200,
});

/** Clients that ask for whole answers. */
export const answers = (target: Target, effort: Effort): LoadJob => ({
  ...effort,
  port: target.port,
  path: target.path,
  body: bodyFor(target, {}),
  expect: 'json',
  status: 200,
});

/** Clients that ask for whole answers of many choices: much work for whoever answers, little for the load. */
export const wideAnswers = (target: Target, effort: Effort): LoadJob => ({
  ...answers(target, effort),
  body: bodyFor(target, { n: 8 }),
});

/** Clients that ask for what has to be refused. */
export const refusals = (target: Target, effort: Effort): LoadJob => ({
  ...answers(target, effort),
  body: bodyFor(target, { temperature: 3 }),
  status: 400,
});

const bodyFor = (target: Target, more: object): string =>
  JSON.stringify({ model: target.model, messages: [{ role: 'user', content: PROMPT }], ...more });
