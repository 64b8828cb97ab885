import type { Handbook, Hit } from './handbook';
import type { Section } from './handbook-parser';
import { composeOfflineAnswer } from './offline-answer';
import type { Phrasing } from './phrasing';
import type { Query } from './query';

/** Part of a question's weight that a section must cover to be its answer; found by the spec's prompts. */
const GOOD_COVERAGE = 0.5;
/** The same for a section that is only mentioned beside the answer. */
const RELATED_COVERAGE = 0.25;
const GREETING =
  /^\W*(?:hi|hello|hey|hallo|good (?:morning|day|evening)|greetings|who are you|what (?:are you|can you do))\b.{0,40}$/is;
const ABOUT_THIS_SERVICE = ['builtin', 'model', 'service'];

/** How much is told, by `verbosity`: sections beside the main one, and items of the checklist. */
const EXTENT: Readonly<Record<string, { related: number; checks: number }>> = {
  low: { related: 1, checks: 3 },
  medium: { related: 2, checks: 5 },
  high: { related: 4, checks: 8 },
};

/** Writes the answer to a query, in Markdown: from the handbook, or from the prompt's own words. */
export function composeAnswer(
  query: Query,
  handbook: Handbook,
  phrasing: Phrasing,
  verbosity: unknown,
): string {
  const { related, checks } = EXTENT[String(verbosity)] ?? EXTENT.medium;
  const greeted = GREETING.test(query.text);
  const hits = handbook.search(greeted ? ABOUT_THIS_SERVICE : query.terms, related + 1 + MENTIONED);
  const [best, ...others] = hits;
  if (!best || (!greeted && best.coverage < GOOD_COVERAGE)) return composeOfflineAnswer(query, phrasing);
  const near = neighbours(best.section, others, handbook).slice(0, related + MENTIONED);
  return [
    opening(best.section, greeted, phrasing),
    `## ${best.section.title}`,
    ...best.section.blocks.map(({ text }) => text),
    ...near.slice(0, related).flatMap((section) => beside(section, phrasing)),
    ...checklist(near, checks, phrasing),
    closing(best.section, near.slice(related), phrasing),
  ].join('\n\n');
}

/** Sections that the closing names for further reading. */
const MENTIONED = 2;

/** What else the search found, then the rest of the chapter, so that there is always something beside. */
function neighbours(best: Section, others: readonly Hit[], handbook: Handbook): Section[] {
  const found = others.filter(({ coverage }) => coverage >= RELATED_COVERAGE).map(({ section }) => section);
  const chapter = handbook.sections.filter((section) => section.chapter === best.chapter && section !== best);
  return [...new Set([...found, ...chapter])];
}

function opening({ title, chapter }: Section, greeted: boolean, phrasing: Phrasing): string {
  if (greeted) {
    return phrasing.pick([
      'Hello. This is the built-in model of this service: it runs offline and answers from the handbook that comes with it.',
      'Hello, and welcome. The built-in model is answering: no key, no network, one handbook.',
      'Good to meet you. You have reached the built-in, offline model; the handbook is what it knows.',
    ]);
  }
  const topic = `**${title}**`;
  return phrasing.pick([
    `This is about ${topic}, from the chapter “${chapter}”. The short answer comes first, then the details, and then what to check in practice.`,
    `Here is what matters about ${topic}. The chapter “${chapter}” of the handbook is where it comes from.`,
    `The question leads to ${topic}. First what it is, then how it behaves, then what to do about it.`,
    `In short: ${topic} is the heart of this. The paragraphs below go from the idea to the practice.`,
    `Let us take ${topic} step by step, beginning with the essentials.`,
  ]);
}

function beside({ title, blocks }: Section, phrasing: Phrasing): string[] {
  const lead = phrasing.pick([
    'Closely related, and often met together with it:',
    'One thing leads to the next, and here it leads to this:',
    'The neighbouring topic explains part of the behaviour:',
    'It helps to know this beside it:',
  ]);
  return [`### ${title}`, `${lead} ${blocks[0].text}`];
}

/** Practical points of the sections around the answer; its own points stand in the answer already. */
function checklist(near: readonly Section[], most: number, phrasing: Phrasing): string[] {
  const items = near.flatMap(({ blocks }) =>
    blocks.filter(({ kind }) => kind === 'list').flatMap(({ text }) => text.split('\n').slice(0, 2)),
  );
  if (items.length === 0) return [];
  const title = phrasing.pick(['Checklist', 'In practice', 'What to check', 'Before you ship it']);
  const list = items.slice(0, most).map((item) => item.replace(/^(?:- |\d+\. )/, '- '));
  return [`### ${title}`, list.join('\n')];
}

function closing({ chapter }: Section, mentioned: readonly Section[], phrasing: Phrasing): string {
  const titles = mentioned.map(({ title }) => `“${title}”`);
  const further = titles.length > 0 ? `${titles.join(' and ')}, or ` : '';
  return phrasing.pick([
    `For more, ask about ${further}any other part of “${chapter}”.`,
    `Good next questions: ${further}something else from “${chapter}”.`,
    `To go deeper, continue with ${further}the rest of “${chapter}”.`,
    `From here one can go on to ${further}more of “${chapter}”.`,
  ]);
}
