import type OpenAI from 'openai';
import type { Reply } from './client';

/** A turn of the user. */
export const user = (content: string) => ({ role: 'user' as const, content });
/** Tools as requests define them. */
export const WEATHER = {
  type: 'function' as const,
  function: {
    name: 'get_weather',
    description: 'Get the current weather in a city',
    parameters: {
      type: 'object',
      properties: {
        city: { type: 'string' },
        unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
      },
      required: ['city'],
      additionalProperties: false,
    },
  },
};
export const EMAIL = {
  type: 'function' as const,
  function: {
    name: 'send_email',
    parameters: {
      type: 'object',
      properties: {
        to: { type: 'string', format: 'email' },
        subject: { type: 'string', minLength: 1 },
        urgent: { type: 'boolean' },
      },
      required: ['to', 'subject'],
    },
  },
};
const NOTE = { type: 'custom' as const, custom: { name: 'take_note', description: 'Take a note' } };
export const TOOLS = [WEATHER, EMAIL, NOTE];

interface Call {
  readonly id: string;
  readonly type: string;
  readonly function?: { readonly name: string; readonly arguments: string };
  readonly custom?: { readonly name: string; readonly input: string };
}
interface Choice {
  readonly message: { readonly content: string | null; readonly tool_calls?: readonly Call[] };
  readonly finish_reason: string;
}
/** The choices of a collected answer. */
export const choicesOf = ({ json }: Reply): readonly Choice[] => json.choices as readonly Choice[];
/** The calls of the first choice: name, and arguments or input. */
export const called = (reply: Reply): [name: string, input: unknown][] =>
  (choicesOf(reply)[0].message.tool_calls ?? []).map(({ function: made, custom }) =>
    made ? [made.name, JSON.parse(made.arguments) as unknown] : [custom?.name ?? '', custom?.input],
  );

/** The token counts of a collected answer. */
export const usageOf = ({ json }: Reply): OpenAI.CompletionUsage => json.usage as OpenAI.CompletionUsage;
