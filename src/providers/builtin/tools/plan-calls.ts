import type { GenerationRequest } from '../../../generation/generation-request';
import { composeInstance } from '../answer/compose-json';
import { PromptSuggestions } from '../facts/prompt-suggestions';
import { isObject, type JsonSchema } from '../schema/json-schema';
import { hashText, seededRandom } from '../seeded-random';
import { askedFor } from './asks-for';
import { customInput } from './custom-input';
import type { Tool } from './tool';
import { readTools } from './tool';
import { readToolChoice, type ToolChoice } from './tool-choice';

/** A call that the model makes. */
export interface PlannedCall {
  readonly tool: Tool;
  /** JSON, or a custom tool's text. */
  readonly input: string;
}

/** Calls that one turn may make. */
const MAX_CALLS = 8;

/**
 * The calls that a request's turn makes; none where it is answered in words.
 * @param prompt the words that ask for it
 * @param seed the same seed makes the same arguments
 * @throws GenerationError where the choice names an unknown tool, or a tool's arguments cannot be made
 */
export function planCalls(request: GenerationRequest, prompt: string, seed: number): PlannedCall[] {
  const { tools, tool_choice, parallel_tool_calls } = request.parameters;
  const choice = readToolChoice(tool_choice, readTools(tools));
  const most = parallel_tool_calls === false ? 1 : MAX_CALLS;
  const chosen = chooseTools(choice, prompt, isAnsweringResult(request)).slice(0, most);
  const calls = chosen.flatMap((tool) => callsOf(tool, prompt, hashText(tool.name, seed), most));
  return calls.slice(0, most);
}

/** Whether the conversation ends with a tool's result, which wants an answer in words. */
export const isAnsweringResult = ({ messages }: GenerationRequest): boolean =>
  messages.at(-1)?.role === 'tool';

function chooseTools({ mode, tools }: ToolChoice, prompt: string, afterResult: boolean): Tool[] {
  if (mode === 'none' || (mode === 'auto' && afterResult)) return [];
  const scored = tools.map((tool) => ({ tool, score: askedFor(prompt, tool) }));
  const asked = scored.filter(({ score }) => score > 0);
  if (asked.length === 0) return mode === 'required' ? tools.slice(0, 1) : [];
  const best = Math.max(...asked.map(({ score }) => score));
  // Two tools are called only where the prompt asks about as plainly for the other one.
  return asked
    .filter(({ score }) => score * 2 >= best && score >= 3)
    .map(({ tool }) => tool)
    .slice(0, 2);
}

function callsOf(tool: Tool, prompt: string, seed: number, most: number): PlannedCall[] {
  if (tool.kind === 'custom') return [{ tool, input: customInput(tool, prompt, seededRandom(seed)) }];
  const suggestions = new PromptSuggestions({ prompt, onlyMentioned: true, random: seededRandom(seed) });
  const call = (): PlannedCall => ({
    tool,
    input: JSON.stringify(composeInstance(wish(tool, suggestions, seed))),
  });
  const calls = [call()];
  // The first argument that took one thing out of an enumeration stands for all of them, a call each.
  const first = suggestions.usedFacts.find((fact) => suggestions.groupOf(fact).length > 1);
  if (!first) return calls;
  const group = suggestions.groupOf(first);
  if (suggestions.usedFacts.filter((fact) => group.includes(fact)).length > 1) return calls;
  for (let done = 1; done < Math.min(group.length, most); done++) {
    suggestions.reuse(group.slice(0, done));
    calls.push(call());
  }
  return calls;
}

function wish(
  tool: Tool,
  suggestions: PromptSuggestions,
  seed: number,
): Parameters<typeof composeInstance>[0] {
  const { parameters } = tool;
  const isNothing =
    parameters === undefined || (isObject(parameters) && Object.keys(parameters).length === 0);
  // Arguments are an object, also where the schema forgets to say so.
  const schema = (isNothing ? { properties: {} } : parameters) as JsonSchema;
  return {
    schema: isObject(schema) && schema.type === undefined ? { ...schema, type: 'object' } : schema,
    suggestions,
    random: seededRandom(seed),
    param: `${tool.param}.function.parameters`,
  };
}
