import type { FactKind } from './extract-facts';

/** What a property's name tells of its values. */
export interface PropertyKind {
  /** Kinds of facts that fit, the best first. */
  readonly facts: readonly FactKind[];
  /** What is said where no fact fits: plausible values, or words of the prompt. */
  readonly values: readonly (string | number)[] | 'topic' | 'words' | 'prompt' | 'sentence' | 'expression';
}

const kind = (facts: readonly FactKind[], values: PropertyKind['values'] = []): PropertyKind => ({
  facts,
  values,
});

const CITIES = ['Lisbon', 'Kyoto', 'Oslo', 'Montevideo', 'Nairobi'];
const PEOPLE = ['Ada Lovelace', 'Alan Turing', 'Grace Hopper', 'Mary Somerville'];

/** By the words of a property's name; the first that fits decides. */
const KINDS: readonly (readonly [sign: RegExp, kind: PropertyKind])[] = [
  [/\be ?mails?\b/, kind(['email'])],
  [/\b(?:urls?|uri|link|website|href|homepage|endpoint)\b/, kind(['url'], ['https://example.com/'])],
  [/\b(?:phone|telephone|mobile)\b/, kind(['phone'], ['+1 555 0100'])],
  [/\b(?:uuid|guid)\b/, kind(['uuid'])],
  [
    /\b(?:datetime|timestamp|created at|updated at|starts? at|ends? at)\b/,
    kind(['datetime', 'date', 'time'], ['2025-06-02T09:00:00Z']),
  ],
  [/\b(?:date|day|deadline|due|birthday|departure date|when)\b/, kind(['date', 'datetime'], ['2025-06-02'])],
  [/\b(?:time|hour)\b/, kind(['time'], ['09:00'])],
  [/\b(?:from|origin|source|departure|start)\b/, kind(['from', 'place', 'name', 'number', 'quoted'], CITIES)],
  [
    /\b(?:to|destination|arrival|target|recipient)\b/,
    kind(['to', 'place', 'name', 'number', 'quoted'], CITIES),
  ],
  [/\b(?:first ?name|given name)\b/, kind(['name', 'quoted'], ['Ada', 'Alan', 'Grace', 'Mary'])],
  [
    /\b(?:last ?name|surname|family name)\b/,
    kind(['name', 'quoted'], ['Lovelace', 'Turing', 'Hopper', 'Somerville']),
  ],
  [
    /\b(?:city|cities|locations?|places?|towns?|region|area|venue|address|where)\b/,
    kind(['place', 'name', 'to', 'from', 'quoted'], CITIES),
  ],
  [/\b(?:country|countries)\b/, kind(['place', 'name', 'quoted'], ['Portugal', 'Japan', 'Norway', 'Kenya'])],
  [/\b(?:title|headline|subject|heading)\b/, kind(['quoted', 'name'], 'topic')],
  [/\b(?:query|search|q|question|keyword|term|prompt|input)\b/, kind(['quoted'], 'prompt')],
  [/\b(?:expression|formula|equation|calculation)\b/, kind(['quoted'], 'expression')],
  [
    /\b(?:description|summary|body|content|text|message|answer|explanation|reason|reasoning|note|notes|comment|details|response|final answer|output|steps?)\b/,
    kind(['quoted'], 'sentence'),
  ],
  [/\b(?:currency)\b/, kind([], ['EUR', 'USD', 'GBP'])],
  [/\b(?:language|locale|lang)\b/, kind([], ['en', 'de', 'fr'])],
  [/\b(?:unit|units)\b/, kind([], ['celsius', 'metric'])],
  [/\b(?:colou?r)\b/, kind(['color', 'quoted'], ['blue', 'green', 'amber'])],
  [/\b(?:status|state)\b/, kind(['quoted'], ['active', 'pending', 'done'])],
  [
    /\b(?:categor(?:y|ies)|tags?|labels?|type|kind|genre|keywords|topics?|terms)\b/,
    kind(['quoted'], 'words'),
  ],
  [/\b(?:age|years? old)\b/, kind(['number'], [34, 27, 41])],
  [/\b(?:price|cost|amount|total|budget|salary|fee)\b/, kind(['number'], [19.5, 42, 120])],
  [/\b(?:latitude|lat)\b/, kind(['number'], [38.7, 35, 59.9])],
  [/\b(?:longitude|lon|lng)\b/, kind(['number'], [-9.1, 135.7, 10.7])],
  [/\b(?:year)\b/, kind(['number'], [2025, 2024])],
  [/\b(?:score|rating|confidence|probability|percent(?:age)?|ratio)\b/, kind(['number'], [0.8, 4, 0.9, 80])],
  [
    /\b(?:count|quantity|number|num|limit|max|min|size|page|n|days|nights|guests|people|minutes|hours|seconds|temperature|width|height|length|weight|duration)\b/,
    kind(['number'], [3, 5, 10]),
  ],
  [/\b(?:ids?|identifier|code|sku|reference)\b/, kind(['quoted', 'number'], ['A-1001', 'A-1002', 'A-1003'])],
  [
    /\b(?:names?|persons?|people|author|users?|username|customer|recipient|participants?|attendees|contacts?|company|employee|assignee|owner)\b/,
    kind(['name', 'to', 'from', 'quoted'], PEOPLE),
  ],
];

/** By the type alone. */
const ANY_TEXT = kind(['quoted', 'name', 'place'], 'topic');
const ANY_NUMBER = kind(['number'], [1, 2, 3, 5, 8]);

/** What the words of a property's name tell of its values; the type decides where they tell nothing. */
export function propertyKind(words: readonly string[], type: 'string' | 'number'): PropertyKind {
  const text = words.join(' ');
  const found = KINDS.find(([sign]) => sign.test(text))?.[1];
  if (found) return found;
  return type === 'number' ? ANY_NUMBER : ANY_TEXT;
}

/** Whether anything but the type speaks for a kind. */
export const isTellingName = (words: readonly string[]): boolean =>
  KINDS.some(([sign]) => sign.test(words.join(' ')));
