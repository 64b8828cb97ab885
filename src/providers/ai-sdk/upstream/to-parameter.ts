/** What the providers call the parameters that a caller knows by OpenAI's names; the rest has the same name. */
const PARAMETERS: Readonly<Record<string, string>> = {
  model: 'model',
  messages: 'messages',
  contents: 'messages',
  system: 'messages',
  system_instruction: 'messages',
  max_tokens: 'max_tokens',
  max_output_tokens: 'max_tokens',
  temperature: 'temperature',
  top_p: 'top_p',
  top_k: 'top_k',
  stop: 'stop',
  stop_sequences: 'stop',
  seed: 'seed',
  presence_penalty: 'presence_penalty',
  frequency_penalty: 'frequency_penalty',
  tools: 'tools',
  tool_choice: 'tool_choice',
  tool_config: 'tool_choice',
  response_format: 'response_format',
  response_schema: 'response_format',
  response_json_schema: 'response_format',
  output_config: 'response_format',
  thinking: 'reasoning_effort',
  thinking_config: 'reasoning_effort',
};

/**
 * The caller's parameter that an upstream blames, by the caller's name for it.
 *
 * Anthropic puts its path in front of the message (`max_tokens: 99999 > 64000, …`), Google lists it in
 * `details` (`generation_config.temperature`). Positions within messages are left out: the packages join and
 * move messages, so the upstream's numbers are not the caller's.
 */
export function toParameter(error: Record<string, unknown>, message = ''): string | undefined {
  const path = violation(error.details) ?? /^([a-z_]+(?:\.[\w-]+)*): /.exec(message)?.[1] ?? '';
  return snake(path)
    .split('.')
    .map((name) => (Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined))
    .find(Boolean);
}

function violation(details: unknown): string | undefined {
  if (!Array.isArray(details)) return undefined;
  for (const detail of details as { fieldViolations?: { field?: unknown }[] }[]) {
    const field = detail?.fieldViolations?.[0]?.field;
    if (typeof field === 'string') return field;
  }
  return undefined;
}

const snake = (name: string): string =>
  name.replace(/(?<=[a-z])[A-Z]/g, (capital) => `_${capital}`).toLowerCase();
