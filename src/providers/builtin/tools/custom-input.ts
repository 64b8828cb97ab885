import { GenerationError } from '../../../generation/generation-error';
import { Pattern } from '../schema/pattern/pattern';
import { isObject } from '../schema/json-schema';
import { Unsatisfiable } from '../schema/unsatisfiable';
import { WorkBudget } from '../schema/work-budget';
import type { Tool } from './tool';

/** Characters of the prompt that become a tool's input. */
const MAX_INPUT = 4_000;
/** Texts that are written for a grammar before it is given up. */
const TRIES = 20;

/**
 * The text for a custom tool: the code or the quotation of the prompt, or the prompt itself. A grammar that is
 * a regular expression is kept to.
 * @throws GenerationError `unsupported_value` for other grammars
 */
export function customInput(tool: Tool, prompt: string, random: () => number): string {
  const said = saidIn(prompt);
  const { type, grammar } = (isObject(tool.format) ? tool.format : {}) as Readonly<Record<string, unknown>>;
  if (type === undefined || type === 'text') return said;
  const { syntax, definition } = (isObject(grammar) ? grammar : {}) as Readonly<Record<string, unknown>>;
  if (type !== 'grammar' || syntax !== 'regex' || typeof definition !== 'string') {
    throw unsupported(tool, 'it knows grammars that are regular expressions only');
  }
  try {
    // The whole input is to match, as a grammar has it.
    const pattern = new Pattern(`^(?:${definition})$`);
    const work = new WorkBudget();
    if (pattern.matches(said, work)) return said;
    for (let tries = 0; tries < TRIES; tries++) {
      const text = pattern.write(random);
      if (pattern.matches(text, work)) return text;
    }
  } catch (error) {
    if (!(error instanceof Unsatisfiable)) throw error;
    throw unsupported(tool, error.message);
  }
  throw unsupported(tool, 'no text was found that matches');
}

function saidIn(prompt: string): string {
  const block = /```[^\n]*\n([^]*?)\n?```/.exec(prompt)?.[1];
  const quoted = /"([^"\n]+)"|“([^”\n]+)”|`([^`\n]+)`/
    .exec(prompt)
    ?.slice(1)
    .find((part) => part !== undefined);
  return (block ?? quoted ?? prompt.trim()).slice(0, MAX_INPUT);
}

const unsupported = (tool: Tool, why: string): GenerationError =>
  new GenerationError('unsupported_value', `The built-in model cannot write for this grammar: ${why}.`, {
    param: `${tool.param}.custom.format`,
  });
