import type { GenerationRequest } from '../../../generation/generation-request';
import { composeInstance } from '../answer/compose-json';
import type { Fact } from '../facts/extract-facts';
import { PromptSuggestions } from '../facts/prompt-suggestions';
import { PromptText } from '../facts/prompt-text';
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

/** Calls that one turn may make, and tools that it may call. */
const MAX_CALLS = 8;
const MAX_TOOLS = 2;

/**
 * The calls that a request's turn makes; none where it is answered in words.
 * @param text the words that ask for it
 * @param seed the same seed makes the same arguments
 * @throws GenerationError where the choice names an unknown tool, or a tool's arguments cannot be made
 */
export function planCalls(request: GenerationRequest, text: string, seed: number): PlannedCall[] {
  const { tools: wire, tool_choice, parallel_tool_calls } = request.parameters;
  const choice = readToolChoice(tool_choice, readTools(wire));
  if (choice.mode === 'none' || (choice.mode === 'auto' && isAnsweringResult(request))) return [];
  const most = parallel_tool_calls === false ? 1 : MAX_CALLS;
  const prompt = new PromptText(text);
  const reserved: Fact[] = [];
  const calls = chooseTools(choice, prompt)
    .slice(0, most)
    .flatMap((tool) => callsOf(tool, prompt, { seed: hashText(tool.name, seed), most, reserved }));
  return calls.slice(0, most);
}

/** Whether the conversation ends with a tool's result, which wants an answer in words. */
export const isAnsweringResult = ({ messages }: GenerationRequest): boolean =>
  messages.at(-1)?.role === 'tool';

/** The tools to call, in the order in which the prompt comes to speak of them. */
function chooseTools({ mode, tools }: ToolChoice, prompt: PromptText): Tool[] {
  const asked = tools.map((tool) => ({ tool, ...askedFor(prompt, tool) })).filter(({ score }) => score > 0);
  if (asked.length === 0) return mode === 'required' ? tools.slice(0, 1) : [];
  const best = Math.max(...asked.map(({ score }) => score));
  // A second one is called only where the prompt asks about as plainly for it.
  const plain = asked.filter(({ score }) => score * 2 >= best).sort((a, b) => b.score - a.score);
  return plain
    .slice(0, MAX_TOOLS)
    .sort((a, b) => a.at - b.at)
    .map(({ tool }) => tool);
}

interface CallWish {
  readonly seed: number;
  /** Calls that may be made at most. */
  readonly most: number;
  /** Facts that other tools' calls have used; those of these calls are added. */
  readonly reserved: Fact[];
}

function callsOf(tool: Tool, prompt: PromptText, { seed, most, reserved }: CallWish): PlannedCall[] {
  if (tool.kind === 'custom') return [{ tool, input: customInput(tool, prompt.text, seededRandom(seed)) }];
  const random = seededRandom(seed);
  const suggestions = new PromptSuggestions(prompt, { onlyMentioned: true, reserved: [...reserved], random });
  const call = (): PlannedCall => ({
    tool,
    input: JSON.stringify(
      composeInstance({
        schema: argumentsSchema(tool),
        suggestions,
        random,
        param: `${tool.param}.function.parameters`,
      }),
    ),
  });
  const calls = [call()];
  const group = sharedOut(suggestions.usedFacts, prompt);
  reserved.push(...suggestions.usedFacts, ...group);
  for (let done = 1; done < Math.min(group.length, most); done++) {
    suggestions.reuse(group.slice(0, done));
    calls.push(call());
  }
  return calls;
}

/** The enumeration that a call took one thing from, which stands for a call with each of them. */
function sharedOut(used: readonly Fact[], { facts }: PromptText): readonly Fact[] {
  for (const fact of used) {
    const group = facts.filter((other) => other.group === fact.group);
    if (group.length > 1) return used.filter((other) => group.includes(other)).length > 1 ? [] : group;
  }
  return [];
}

/** Arguments are an object, also where the schema forgets to say so. */
function argumentsSchema({ parameters }: Tool): JsonSchema {
  if (parameters === undefined) return { type: 'object', additionalProperties: false };
  if (!isObject(parameters)) return parameters as JsonSchema;
  return parameters.type === undefined ? { ...parameters, type: 'object' } : parameters;
}
