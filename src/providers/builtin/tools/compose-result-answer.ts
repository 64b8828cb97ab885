import type { Message } from '../../../generation/message';
import { textOf } from '../../../generation/message';
import { isArray, isObject, type JsonValue } from '../schema/json-schema';
import type { Phrasing } from '../phrasing';

/** Characters of a result, and lines of one, that are quoted. */
const MAX_QUOTED = 4_000;
const MAX_LINES = 40;
/** Levels of a result that are told apart. */
const MAX_LEVELS = 3;

/** Answers in words when tools have been called: what they said comes first, value by value. */
export function composeResultAnswer(messages: readonly Message[], phrasing: Phrasing): string {
  const results = trailing(messages);
  const names = results.map((result) => nameOf(result, messages));
  const opening = phrasing.pick([
    `Here is what ${named(names)} found.`,
    `The result of ${named(names)} is in.`,
    `${capital(named(names))} answered.`,
  ]);
  const told = results.flatMap((result, index) => [
    ...(results.length > 1 ? [`### ${names[index] ?? 'A tool'}`] : []),
    tell(textOf(result)),
  ]);
  return [opening, ...told, HOW].join('\n\n');
}

/** The results at the end of a conversation. */
function trailing(messages: readonly Message[]): Message[] {
  const from = messages.findLastIndex(({ role }) => role !== 'tool') + 1;
  return messages.slice(from);
}

function nameOf({ tool_call_id: id }: Message, messages: readonly Message[]): string | undefined {
  const call = messages.flatMap(({ tool_calls = [] }) => tool_calls).find((one) => one.id === id);
  return call?.function?.name ?? call?.custom?.name;
}

function named(names: readonly (string | undefined)[]): string {
  const known = [...new Set(names.filter((name) => name !== undefined))].map((name) => `\`${name}\``);
  if (known.length === 0) return 'the tool';
  return known.length === 1 ? known[0] : `${known.slice(0, -1).join(', ')} and ${known.at(-1)}`;
}

const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);

/** A result for people: JSON as a list of its values, anything else as a quotation. */
function tell(text: string): string {
  const quoted = text.slice(0, MAX_QUOTED);
  if (quoted.trim() === '')
    return 'It returned nothing, which often means that it has done what it was asked to do.';
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return `> ${quoted.trim().replaceAll('\n', '\n> ')}`;
  }
  if (!isObject(value) && !isArray(value)) return `The result is **${String(value).slice(0, MAX_QUOTED)}**.`;
  const lines = listed(value, 0);
  const more = lines.length > MAX_LINES ? [`- and ${lines.length - MAX_LINES} more`] : [];
  return [...lines.slice(0, MAX_LINES), ...more].join('\n').slice(0, MAX_QUOTED);
}

function listed(value: JsonValue, level: number): string[] {
  const indent = '  '.repeat(level);
  const entries = isArray(value)
    ? value.map((item, i) => [String(i + 1), item] as const)
    : Object.entries(value as object);
  return entries.slice(0, MAX_LINES).flatMap(([key, child]: readonly [string, JsonValue]) => {
    const head = `${indent}- **${key}**:`;
    if (typeof child !== 'object' || child === null) return [`${head} ${String(child)}`];
    return level + 1 >= MAX_LEVELS
      ? [`${head} ${JSON.stringify(child)}`]
      : [head, ...listed(child, level + 1)];
  });
}

const HOW = `### How this answer came about

The built-in model runs offline and knows nothing of the world, so all there is to say about it stands above, exactly as the tool returned it. The round trip itself is the real one: the request offered tools, the model answered with a call and the finish reason \`tool_calls\`, your program ran the tool and sent its result back in a message of the role \`tool\`, and this answer ends with \`stop\`.

A few points are worth a look while you test a client this way:

- Every call has an \`id\`, and its result refers to it by \`tool_call_id\`. With several calls in one turn, send one result for each before you ask again.
- In a stream the name and the id come with the first piece of a call, the arguments in pieces behind it. They are JSON only when the last piece is there, so join them before you parse them.
- Arguments are the model's words, and a real model may get them wrong. Check them like input from a stranger before anything is done with them.
- A tool that fails should say so in its result. A real model can then mend its arguments, ask for what is missing, or explain the failure; a result that never comes leaves it with nothing.
- Keep results short. Each of them is read again in every later turn, and paid for in tokens and in waiting time.

When the wiring works, connect a real model to the same tools: nothing in your client has to change but the name of the model.`;
