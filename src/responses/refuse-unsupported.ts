import { GenerationError } from '../generation/generation-error';

type Body = Readonly<Record<string, unknown>>;

/** Parameters of chat completions that have another place here: wire name → where it is. */
const MOVED: Readonly<Record<string, string>> = {
  messages: 'input',
  max_tokens: 'max_output_tokens',
  max_completion_tokens: 'max_output_tokens',
  response_format: 'text.format',
  reasoning_effort: 'reasoning.effort',
  verbosity: 'text.verbosity',
  functions: 'tools',
  function_call: 'tool_choice',
};

/** Parameters that would change the answer and that this service cannot honour. */
const ABSENT: readonly string[] = ['conversation', 'prompt', 'context_management', 'n', 'stop'];

/** Tools that OpenAI itself runs, by their type; a version may follow after an underscore. */
const HOSTED =
  /^(?:web_search|file_search|computer|mcp|code_interpreter|image_generation|local_shell|shell|apply_patch|tool_search|namespace|programmatic_tool_calling)(?:_|$)/;

/** Items that are of a hosted tool, or of OpenAI's own keeping. */
const HOSTED_ITEM = new RegExp(`${HOSTED.source}|^(?:compaction|program|additional_tools)`);

/**
 * Refuses what is OpenAI's own to do, and points out what is named otherwise in chat completions, ahead of
 * the validation, which would only say that it does not know it.
 * @throws GenerationError `unsupported_parameter` or `unsupported_value` naming the parameter
 */
export function refuseUnsupported(body: Body): void {
  for (const [name, place] of Object.entries(MOVED)) {
    if (body[name] != null) {
      throw unsupported(name, `In the Responses API, '${name}' has moved to '${place}'.`);
    }
  }
  for (const name of ABSENT) {
    if (body[name] != null) throw unsupported(name, `This server does not support '${name}' here.`);
  }
  refuseTypes(body.tools, 'tools', HOSTED, (type) => `This server runs no tools itself, '${type}' included.`);
  refuseTypes(body.input, 'input', HOSTED_ITEM, (type) => `This server has no items of type '${type}'.`);
  const choice = typeOf(body.tool_choice);
  if (choice !== undefined && HOSTED.test(choice)) {
    throw unsupportedValue('tool_choice.type', `This server runs no tools itself, '${choice}' included.`);
  }
}

function refuseTypes(list: unknown, param: string, refused: RegExp, message: (type: string) => string): void {
  if (!Array.isArray(list)) return;
  for (const [index, one] of list.entries()) {
    const type = typeOf(one);
    if (type !== undefined && refused.test(type)) {
      throw unsupportedValue(`${param}[${index}].type`, message(type.slice(0, MOST_SHOWN_CHARS)));
    }
  }
}

/** Longest part of a caller's word that an error message repeats. */
const MOST_SHOWN_CHARS = 64;

function typeOf(value: unknown): string | undefined {
  const type = typeof value === 'object' && value !== null ? (value as { type?: unknown }).type : undefined;
  return typeof type === 'string' ? type : undefined;
}

const unsupported = (param: string, message: string): GenerationError =>
  new GenerationError('unsupported_parameter', message, { param });
const unsupportedValue = (param: string, message: string): GenerationError =>
  new GenerationError('unsupported_value', message, { param });
