import { isTelling } from '../words';
import { isCommandWord } from './command-words';

/** Sorts of things that a text mentions. */
export type FactKind =
  | 'email'
  | 'url'
  | 'date'
  | 'time'
  | 'datetime'
  | 'number'
  | 'quoted'
  | 'name'
  | 'place'
  | 'from'
  | 'to'
  | 'uuid'
  | 'phone'
  | 'color';

/** Something that a text mentions. */
export interface Fact {
  readonly kind: FactKind;
  readonly value: string | number;
  /** Where it stands, in UTF-16 code units. */
  readonly at: number;
  /** The same for things that stand together in an enumeration ("Paris, Rome and Berlin"). */
  readonly group: number;
}

/** Things of one kind that are taken from a text; a prompt may be a whole book. */
const MAX_FACTS = 64;

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';
const WEEKDAYS = 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday';
const DATE = [
  String.raw`\b\d{4}-\d\d-\d\d\b`,
  String.raw`\b(?:${MONTHS}) \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?\b`,
  String.raw`\b\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${MONTHS})(?: \d{4})?\b`,
  String.raw`\b(?:[Nn]ext |[Tt]his )?(?:${WEEKDAYS})\b|\b(?:[Tt]oday|[Tt]omorrow|[Tt]onight|[Yy]esterday)\b`,
].join('|');
/** A proper name: capitalised words, with what may stand between them. */
const PROPER = String.raw`\p{Lu}[\p{L}\p{N}'’.-]*[\p{L}\p{N}](?:[ ](?:(?:of|de|la|the|und|van|von)[ ])?\p{Lu}[\p{L}\p{N}'’-]*[\p{L}\p{N}]){0,3}`;

/** What to look for, in order: what an earlier one has found is no longer there for a later one. */
const FINDERS: readonly (readonly [kind: FactKind, expression: RegExp])[] = [
  ['email', /[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g],
  ['url', /\bhttps?:\/\/[^\s"'<>)\]}]+[^\s"'<>)\]}.,;:!?]/g],
  ['uuid', /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi],
  ['datetime', /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?/g],
  ['date', new RegExp(DATE, 'g')],
  ['time', /\b(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?[ap]m\b)?|\b(?:1[0-2]|[1-9]) ?[ap]m\b/gi],
  ['phone', /\+\d[\d ()-]{6,16}\d/g],
  [
    'quoted',
    /"([^"\n]{1,400})"|“([^”\n]{1,400})”|«([^»\n]{1,400})»|`([^`\n]{1,400})`|(?<![\p{L}\p{N}])'([^'\n]{1,200})'(?![\p{L}\p{N}])/gu,
  ],
  ['color', /#[\da-f]{6}\b/gi],
  [
    'number',
    /(?<![\p{L}\d.])[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\p{L}\d])|(?<![\p{L}\d.])[-−]?\d+(?:\.\d+)?(?!\d)/gu,
  ],
  ['from', new RegExp(String.raw`(?<=\b[Ff]rom )${PROPER}|(?<=\b[Bb]etween )${PROPER}`, 'gu')],
  ['to', new RegExp(String.raw`(?<=\b[Tt]o )${PROPER}`, 'gu')],
  ['place', new RegExp(String.raw`(?<=\b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]round) )${PROPER}`, 'gu')],
  ['name', new RegExp(PROPER, 'gu')],
];

const SENTENCE_HEAD = /(?:^|[.!?:\n]\s*|["“])$/;
/** What follows a name at the head of a sentence more often than any other word. */
const ABOUT_A_NAME = /^(?:,| and | or | is | was | has | lives | works | wants | likes | needs |['’]s )/;
const BETWEEN = /^(?:,? (?:and|or|und|et|y|oder|&) |, |\/)(?:(?:in|at|to|near|for) )?$/;

/** Everything of these kinds in a text, in the order of their places. */
export function extractFacts(text: string): Fact[] {
  const found: { kind: FactKind; value: string | number; at: number; end: number }[] = [];
  const isFree = Array.from({ length: text.length }, () => true);
  for (const [kind, expression] of FINDERS) {
    let count = 0;
    for (const match of text.matchAll(expression)) {
      if (++count > MAX_FACTS || !isFree[match.index]) continue;
      const [whole] = match;
      const name = kind === 'name' ? properName(text, match.index, whole) : whole;
      if (name === undefined) continue;
      const at = match.index + whole.length - name.length;
      const end = at + name.length;
      const value = match.slice(1).find((part) => part !== undefined) ?? name;
      isFree.fill(false, at, end);
      found.push({ kind, value: kind === 'number' ? toNumber(value) : value, at, end });
    }
  }
  return grouped(
    found.sort((a, b) => a.at - b.at),
    text,
  );
}

/**
 * The name in a run of capitalised words, from its end on. At the head of a sentence every word has a capital,
 * so one that stands there alone counts only where the sentence goes on as about somebody.
 */
function properName(text: string, at: number, run: string): string | undefined {
  const words = run.split(' ');
  const isHead = SENTENCE_HEAD.test(text.slice(Math.max(0, at - 8), at));
  if (isCommandWord(words[0].toLowerCase()) || !isTelling(words[0].toLowerCase())) words.shift();
  else if (
    isHead &&
    words.length === 1 &&
    !ABOUT_A_NAME.test(text.slice(at + run.length, at + run.length + 12))
  ) {
    return undefined;
  }
  return words.length === 0 || isCommandWord(words[0].toLowerCase()) ? undefined : words.join(' ');
}

const toNumber = (text: string): number => Number(text.replaceAll(',', '').replace('−', '-'));

function grouped(found: readonly (Omit<Fact, 'group'> & { end: number })[], text: string): Fact[] {
  let group = 0;
  return found.map(({ kind, value, at }, index) => {
    const before = found[index - 1] as (typeof found)[number] | undefined;
    const together = before !== undefined && at - before.end < 12 && BETWEEN.test(text.slice(before.end, at));
    if (!together || !isSameSort(before.kind, kind)) group++;
    // What follows a place in an enumeration is one too.
    return {
      kind: together && before.kind === 'place' && kind === 'name' ? 'place' : kind,
      value,
      at,
      group,
    };
  });
}

const NAMES: readonly FactKind[] = ['name', 'place', 'from', 'to'];
const isSameSort = (one: FactKind, other: FactKind): boolean =>
  one === other || (NAMES.includes(one) && NAMES.includes(other) && one !== 'from' && other !== 'to');
