import type { PromptText } from './prompt-text';
import { propertyKind } from './property-kinds';

/** Sentences that say something about anything. */
const SENTENCES: readonly ((topic: string) => string)[] = [
  (topic) => `In short, this is about ${topic}.`,
  (topic) => `The request comes down to ${topic}.`,
  (topic) => `First, see what is known about ${topic}.`,
  (topic) => `Then work out what follows for ${topic}.`,
  (topic) => `Finally, check the result against ${topic}.`,
];

/** Values that a property of this name might have, where the prompt gives none: the best guess first. */
export function plausibleValues(
  words: readonly string[],
  wanted: 'string' | 'number',
  { text, topic }: PromptText,
  random: () => number,
): (string | number)[] {
  const { values } = propertyKind(words, wanted);
  const topics = topic === '' ? [] : [topic, ...topic.split(' ')];
  if (typeof values !== 'string') {
    const fitting = turned(
      values.filter((value) => typeof value === wanted),
      random,
    );
    return wanted === 'number' ? fitting : [...fitting, ...topics];
  }
  if (wanted === 'number') return [];
  switch (values) {
    case 'expression':
      return [...(text.match(/[\d(][\d\s.()+*/^%-]*[\d)]/g) ?? []), ...topics];
    case 'prompt':
      return text === '' ? [] : [text, ...topics];
    case 'sentence':
      return [...turned(SENTENCES, random).map((sentence) => sentence(topic || 'the request')), ...topics];
    case 'words':
      return [...topic.split(' ').filter((word) => word !== ''), ...topics];
    case 'topic':
      return topics;
  }
}

/** The same, begun anywhere. */
function turned<T>(values: readonly T[], random: () => number): T[] {
  const first = Math.floor(random() * values.length);
  return [...values.slice(first), ...values.slice(0, first)];
}
