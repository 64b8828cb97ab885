import { GenerationError } from '../../../generation/generation-error';
import { isObject } from '../schema/json-schema';

/** A tool that a request offers. */
export interface Tool {
  readonly kind: 'function' | 'custom';
  readonly name: string;
  readonly description: string;
  /** A function's JSON schema; absent where it takes no arguments. */
  readonly parameters?: unknown;
  /** How a custom tool's input is constrained. */
  readonly format?: unknown;
  /** The request's parameter that defines it, such as `tools[0]`. */
  readonly param: string;
}

/**
 * The tools of a request. Another dialect than OpenAI's may have let anything through, so the shape is looked at.
 * @throws GenerationError `invalid_value` for what is no tool
 */
export function readTools(wire: unknown): Tool[] {
  if (wire === undefined) return [];
  if (!Array.isArray(wire)) throw noTool('tools');
  return wire.map((tool: unknown, index) => {
    const param = `tools[${index}]`;
    const {
      type,
      function: called,
      custom,
    } = (isObject(tool) ? tool : {}) as Readonly<Record<string, unknown>>;
    const definition = type === 'custom' ? custom : called;
    if (!isObject(definition) || typeof definition.name !== 'string') throw noTool(param);
    const { name, description, parameters, format } = definition;
    return {
      kind: type === 'custom' ? 'custom' : 'function',
      name,
      description: typeof description === 'string' ? description : '',
      parameters,
      format,
      param,
    };
  });
}

const noTool = (param: string): GenerationError =>
  new GenerationError(
    'invalid_value',
    `Invalid value for '${param}': must describe a function or a custom tool.`,
    {
      param,
    },
  );
