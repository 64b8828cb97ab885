import type { Phrasing } from './phrasing';
import type { Query } from './query';
import { guessTask, type Task } from './task';

const MOST_TERMS = 6;
const TERM_CHARS = 40;

/**
 * The answer to what the handbook does not know: it says so, works with the prompt's own words, and tells
 * how to connect a model that knows more.
 */
export function composeOfflineAnswer({ text, ownTerms }: Query, phrasing: Phrasing): string {
  const terms = keyTerms(ownTerms.length > 0 ? ownTerms : [text.trim()]);
  const task = guessTask(text);
  const topic =
    terms.length > 0 ? terms.slice(0, 3).map(quoted).join(', ') : 'a message without telling words';
  return [
    honesty(topic, phrasing),
    '## What the request is about',
    understanding(text, terms, task, phrasing),
    `## ${phrasing.pick(['An outline to start from', 'A possible outline', 'How the answer could be built'])}`,
    task.outline
      .map((step, i) => `${i + 1}. ${step(quoted(terms[i % terms.length] ?? 'the subject'))}`)
      .join('\n'),
    `## ${phrasing.pick(['Questions to settle first', 'What to decide before answering', 'Open questions'])}`,
    questions(terms, task, phrasing)
      .map((question) => `- ${question}`)
      .join('\n'),
    `## ${phrasing.pick(['The likely shape of a good answer', 'What a good answer would look like'])}`,
    task.shape,
    '## Connecting a real model',
    CONNECTING,
  ].join('\n\n');
}

const CONNECTING = [
  'A real model takes one setting. Set `OPENAI_API_KEY` in the environment of the service, and `OPENAI_BASE_URL` for any other OpenAI-compatible server (a local one included), then ask for the model as `openai/<model>`. The request stays the same; only its `model` changes. The README and the pages under `docs/` describe every provider.',
  'Until then the built-in model is the right one for everything around the answer: trying the endpoint, testing how a client reads a stream, measuring first-token times, and rehearsing errors. It does know its own subject well: ask it about streaming, Server-Sent Events, back-pressure, rate limits, caching, deployment or this service.',
].join('\n\n');

function honesty(topic: string, phrasing: Phrasing): string {
  return phrasing.pick([
    `This comes from the offline generator that is built into the service. It has no knowledge of the world, so it cannot answer this about ${topic}; what follows works with the words of the request alone.`,
    `To be plain: the built-in model runs offline and knows only its own handbook. About ${topic} it has no facts, but it can sort out the request.`,
    `The built-in, offline generator is answering, and ${topic} lies outside of what it knows. Here is the request taken apart, so that nothing of the work is lost.`,
    `No model with knowledge of the world is connected, and the offline generator will not make things up about ${topic}. It can prepare the ground.`,
  ]);
}

function understanding(text: string, terms: readonly string[], task: Task, phrasing: Phrasing): string {
  const words = text.trim() === '' ? 0 : text.trim().split(/\s+/).length;
  const size = words === 1 ? 'one word' : `${words} words`;
  const named =
    terms.length > 0
      ? `Its key terms are ${terms.map(quoted).join(', ')}.`
      : 'It has no words that name a subject, so a sentence or two more would help any model.';
  return phrasing.pick([
    `The request has ${size} and reads like ${task.name}. ${named}`,
    `By its form this is ${task.name}, in ${size}. ${named}`,
    `In ${size} it asks for ${task.name}. ${named}`,
  ]);
}

function questions(terms: readonly string[], task: Task, phrasing: Phrasing): string[] {
  const [first = 'the subject', second] = terms;
  const asked = [
    phrasing.pick([
      `Who will read the answer, and what do they know about ${quoted(first)} already?`,
      `For whom is this, and how familiar is ${quoted(first)} to them?`,
    ]),
    second === undefined
      ? 'Which one aspect matters most, if only one can be treated?'
      : `How does ${quoted(second)} relate to ${quoted(first)}: cause, part, example or contrast?`,
    phrasing.pick([
      'How long may the answer be, and in what form is it wanted?',
      'Is a short answer enough, or is the reasoning wanted too?',
    ]),
  ];
  return [...asked, ...task.questions];
}

function keyTerms(words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_TERMS)
    .map(([word]) => Array.from(word).slice(0, TERM_CHARS).join(''))
    .filter((word) => word !== '');
}

const quoted = (term: string): string => `“${term}”`;
