/** Words that requests begin with, or speak of their answer's form with: no name of anything, and no topic. */
const COMMAND_WORDS: ReadonlySet<string> = new Set(
  `add analyse analyze answer api ask book buy calculate call check classify compare compute convert create csv
  delete describe email explain extract fetch fill find form format generate get give hello hey hi html http id
  invent json keep key keys list look lookup make markdown message object order output parse plan play please
  provide read remind reply reserve respond return run save schedule search send set show solve start stop submit
  suggest summarise summarize tell text thanks translate turn two update use using with write xml yaml yes field
  fields property properties schema`.split(/\s+/),
);

/** Whether a lower-case word only says what to do. */
export const isCommandWord = (word: string): boolean => COMMAND_WORDS.has(word);
