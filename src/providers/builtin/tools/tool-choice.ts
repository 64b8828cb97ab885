import { GenerationError } from '../../../generation/generation-error';
import { isArray, isObject } from '../schema/json-schema';
import type { Tool } from './tool';

/** Which tools may be called, and whether one must be. */
export interface ToolChoice {
  readonly mode: 'none' | 'auto' | 'required';
  readonly tools: readonly Tool[];
}

/**
 * Reads `tool_choice` against the tools that there are.
 * @throws GenerationError `invalid_value` where it names one that there is not
 */
export function readToolChoice(wire: unknown, tools: readonly Tool[]): ToolChoice {
  if (wire === undefined || wire === 'auto') return { mode: tools.length > 0 ? 'auto' : 'none', tools };
  if (wire === 'none') return { mode: 'none', tools };
  if (wire === 'required' && tools.length > 0) return { mode: 'required', tools };
  if (!isObject(wire)) throw wrong('must be none, auto, required or an object that names a tool');
  if (wire.type === 'allowed_tools') {
    const { mode, tools: allowed } = (
      isObject(wire.allowed_tools) ? wire.allowed_tools : {}
    ) as Partial<ToolChoice>;
    if (!isArray(allowed) || allowed.length === 0) throw wrong('must allow one tool at least');
    return {
      mode: mode === 'required' ? 'required' : 'auto',
      tools: allowed.map((tool) => find(tool, tools)),
    };
  }
  return { mode: 'required', tools: [find(wire, tools)] };
}

/** The tool that `{"type": "function", "function": {"name": …}}`, or the same of a custom tool, names. */
function find(wire: unknown, tools: readonly Tool[]): Tool {
  const {
    type,
    function: called,
    custom,
  } = (isObject(wire) ? wire : {}) as Readonly<Record<string, unknown>>;
  const named = type === 'custom' ? custom : called;
  const name = isObject(named) ? named.name : undefined;
  const tool = tools.find((one) => one.name === name && one.kind === type);
  if (!tool)
    throw wrong(
      `there is no ${type === 'custom' ? 'custom tool' : 'function'} named ${JSON.stringify(name)} in 'tools'`,
    );
  return tool;
}

const wrong = (why: string): GenerationError =>
  new GenerationError('invalid_value', `Invalid value for 'tool_choice': ${why}.`, { param: 'tool_choice' });
