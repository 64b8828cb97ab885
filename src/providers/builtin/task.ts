/** A kind of request, and how one would set about it. */
export interface Task {
  /** As it stands behind "reads like". */
  readonly name: string;
  /** Steps, each made with a key term of the request. */
  readonly outline: readonly ((term: string) => string)[];
  readonly questions: readonly string[];
  /** What a good answer would look like. */
  readonly shape: string;
}

const TASKS: readonly (Task & { readonly signs: RegExp })[] = [
  {
    name: 'a translation',
    signs: /\b(?:translat\w*|in (?:german|french|spanish|italian|chinese|japanese|english))\b/i,
    outline: [
      (term) => `Fix the source text around ${term} and the language it is meant for.`,
      (term) => `Find the sense of ${term} in its sentence before its dictionary form.`,
      () => 'Translate sentence by sentence, keeping the tone of the original.',
      (term) => `Read the result aloud and check that ${term} still means the same.`,
    ],
    questions: ['Which variety of the target language, and how formal?', 'Are names and terms to be kept?'],
    shape:
      'A good translation stands alone: it reads as if it had been written in its language, keeps every fact, and adds a short note only where a word has no equivalent.',
  },
  {
    name: 'a piece of code',
    signs:
      /\b(?:code|function|implement|script|program|class|regex|sql|python|typescript|javascript|rust|bash)\b/i,
    outline: [
      (term) => `State what goes in and what comes out for ${term}, with one example of each.`,
      (term) => `List the cases where ${term} is empty, very large or wrong.`,
      (term) => `Write the simplest version of ${term} that passes the example.`,
      () => 'Add a test for every case of the list, and only then make it faster.',
    ],
    questions: [
      'Which language and version, and which libraries are allowed?',
      'What should happen on bad input?',
    ],
    shape:
      'A good answer shows a complete piece of code that runs as it stands, names its assumptions in a sentence, and ends with a test or a call that proves it.',
  },
  {
    name: 'a comparison',
    signs: /\b(?:compare|comparison|versus|vs\.?|differences? between|better than|pros and cons)\b/i,
    outline: [
      (term) => `Say in a sentence what ${term} is for.`,
      (term) => `Choose three or four criteria by which ${term} is judged in this situation.`,
      (term) => `Hold each candidate against the criteria, ${term} first.`,
      () => 'Name the situation in which each of them is the right choice.',
    ],
    questions: [
      'Which criterion decides if they pull in different directions?',
      'Is there a choice made already?',
    ],
    shape:
      'A good comparison is a small table with the criteria as rows, followed by a recommendation that says for which case it holds.',
  },
  {
    name: 'a creative text',
    signs: /\b(?:poem|story|song|lyrics|novel|haiku|essay|joke|slogan|letter|speech|limerick)\b/i,
    outline: [
      (term) => `Settle on one image that carries ${term}.`,
      (term) => `Choose a voice: who speaks about ${term}, and to whom?`,
      (term) => `Let something change between the beginning and the end, with ${term} at the turn.`,
      () => 'Cut every line that only repeats the one before.',
    ],
    questions: [
      'What mood should it leave behind?',
      'Is there a form to keep, such as rhyme, metre or length?',
    ],
    shape:
      'A good text of this kind begins in the middle of things, keeps to one image, and ends a line earlier than expected.',
  },
  {
    name: 'a calculation',
    signs: /\b(?:calculate|compute|sum|solve|equation|percent\w*|average)\b|\d\s*[-+*/^=]\s*\d/i,
    outline: [
      (term) => `Write down what is given, with units, and what ${term} stands for.`,
      (term) => `Name the rule or formula that ties ${term} to the result.`,
      () => 'Put the numbers in, one step a line.',
      () => 'Check the size of the result against a rough estimate.',
    ],
    questions: ['How exact does the result have to be?', 'Are all quantities in the same units?'],
    shape:
      'A good solution shows each step on a line of its own, keeps the units, and ends with the result and a check.',
  },
  {
    name: 'a recipe or instruction',
    signs: /\b(?:recipe|cook|bake|how (?:do|can|to|should)|steps?|guide|tutorial|install|set up|make)\b/i,
    outline: [
      (term) => `List what has to be at hand before ${term} can begin.`,
      (term) => `Put the steps of ${term} in order, one action each.`,
      (term) => `Say after each step how one sees that ${term} went well so far.`,
      () => 'Note the two mistakes that are made most often, and the way back from each.',
    ],
    questions: ['What is available, and what has been tried already?', 'How much time may it take?'],
    shape:
      'Good instructions are numbered, begin each step with a verb, say how long it takes, and tell what the result should look like.',
  },
  {
    name: 'a list',
    signs: /\b(?:list|ideas|suggest\w*|recommend\w*|top \d+|names? for|brainstorm)\b/i,
    outline: [
      (term) => `Decide what makes an entry about ${term} a good one.`,
      (term) => `Collect entries for ${term} without judging, twice as many as are wanted.`,
      () => 'Put those together that say the same.',
      (term) => `Order what is left by its use for ${term}, best first.`,
    ],
    questions: ['How many entries are wanted?', 'What is known already and should be left out?'],
    shape:
      'A good list has parallel entries of one line each, ordered by use, with a reason behind every entry.',
  },
  {
    name: 'a summary',
    signs: /\b(?:summar\w*|tl;?dr|shorten|key points|abstract)\b/i,
    outline: [
      (term) => `Mark the one sentence that says what ${term} is about.`,
      () => 'Keep one point for each part of the text, in the order of the text.',
      (term) => `Leave out examples unless ${term} cannot be understood without one.`,
      () => 'Compare the result with the text: nothing new, nothing turned around.',
    ],
    questions: ['How short should it be?', 'Which reader decides what is important?'],
    shape:
      'A good summary gives the conclusion first, then the three to five points that carry it, in plain sentences.',
  },
];

const QUESTION: Task = {
  name: 'a question of fact or meaning',
  outline: [
    (term) => `Define ${term} in one sentence, without using the word itself.`,
    (term) => `Say where ${term} is met, with one concrete example.`,
    (term) => `Explain what causes ${term}, or what follows from it.`,
    (term) => `Mention what is often confused with ${term}, and how to tell them apart.`,
  ],
  questions: [
    'Is a definition wanted, a cause, or a consequence?',
    'How recent does the information have to be?',
  ],
  shape:
    'A good answer gives the fact in its first sentence, supports it with one example and one number, and says how certain it is.',
};

/** What kind of request a text is, by the words that such requests use. */
export function guessTask(text: string): Task {
  return TASKS.find(({ signs }) => signs.test(text)) ?? QUESTION;
}
