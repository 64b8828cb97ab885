import { chunk, done, roleChunk, textChunk, usageChunk } from './openai-chunks';

const call = (index: number, id: string, name: string, text: string) =>
  chunk({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: text } }] });
/** The next piece of a call's arguments. */
export const more = (index: number, text: string) =>
  chunk({ tool_calls: [{ index, function: { arguments: text } }] });

/** An answer's beginning that thinks aloud. */
export const reasoned = [
  roleChunk,
  chunk({ reasoning_content: 'Let me ' }),
  chunk({ reasoning_content: 'see.' }),
];
/** Two pieces of text that JSON escapes in part. */
export const texts = [textChunk('Say "hi"'), textChunk('\n\u{1f600}')];
/** Two calls, each in two pieces. */
export const calls = [
  ...[call(0, 'call_a', 'look', '{"at"'), more(0, ':"a"}')],
  ...[call(1, 'call_b', 'look', ''), more(1, '{}')],
];
/** The end of an answer. */
export const end = (reason: string) => [chunk({}, reason), usageChunk, done];

const part = (kind: string, deltas = 2) => [
  'response.content_part.added',
  ...Array<string>(deltas).fill(`response.${kind}.delta`),
  ...[`response.${kind}.done`, 'response.content_part.done'],
];
const item = (...inner: string[]) => ['response.output_item.added', ...inner, 'response.output_item.done'];
const callEvents = (deltas: number) =>
  item(
    ...Array<string>(deltas).fill('response.function_call_arguments.delta'),
    'response.function_call_arguments.done',
  );
const opening = ['response.created', 'response.in_progress'];

/** What a model's server sends, and what the Responses API makes of it. */
interface ResponseAnswer {
  readonly name: string;
  readonly chunks: readonly string[];
  readonly types: readonly string[];
  readonly response: object;
}

/** Answers of every kind. */
export const RESPONSE_ANSWERS: readonly ResponseAnswer[] = [
  {
    name: 'text',
    chunks: [roleChunk, ...texts, ...end('stop')],
    types: [...opening, ...item(...part('output_text')), 'response.completed'],
    response: {
      status: 'completed',
      output: [{ type: 'message', status: 'completed', content: [{ text: 'Say "hi"\n\u{1f600}' }] }],
      usage: { input_tokens: 7, output_tokens: 2, total_tokens: 9 },
    },
  },
  {
    name: 'reasoning, text and two calls',
    chunks: [...reasoned, ...texts, ...calls, ...end('tool_calls')],
    types: [
      ...opening,
      ...item(...part('reasoning_text')),
      ...item(...part('output_text')),
      ...callEvents(2),
      ...callEvents(1),
      'response.completed',
    ],
    response: {
      status: 'completed',
      output: [
        { type: 'reasoning', content: [{ type: 'reasoning_text', text: 'Let me see.' }] },
        { type: 'message' },
        { type: 'function_call', call_id: 'call_a', name: 'look', arguments: '{"at":"a"}' },
        { type: 'function_call', call_id: 'call_b', name: 'look', arguments: '{}' },
      ],
    },
  },
  {
    name: 'a refusal',
    chunks: [roleChunk, chunk({ refusal: 'I ' }), chunk({ refusal: 'will not.' }), ...end('stop')],
    types: [...opening, ...item(...part('refusal')), 'response.completed'],
    response: { output: [{ type: 'message', content: [{ type: 'refusal', refusal: 'I will not.' }] }] },
  },
  {
    name: 'text that turns into a refusal',
    chunks: [roleChunk, ...texts, chunk({ refusal: 'No.' }), ...end('stop')],
    types: [...opening, ...item(...part('output_text'), ...part('refusal', 1)), 'response.completed'],
    response: { output: [{ content: [{ type: 'output_text' }, { type: 'refusal', refusal: 'No.' }] }] },
  },
  {
    name: 'an answer that was too long',
    chunks: [roleChunk, ...texts, ...end('length')],
    types: [...opening, ...item(...part('output_text')), 'response.incomplete'],
    response: {
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
      output: [{ status: 'incomplete' }],
      completed_at: null,
    },
  },
  {
    name: 'an answer that was filtered',
    chunks: [roleChunk, ...texts, ...end('content_filter')],
    types: [...opening, ...item(...part('output_text')), 'response.incomplete'],
    response: { status: 'incomplete', incomplete_details: { reason: 'content_filter' } },
  },
  {
    name: 'nothing at all',
    chunks: [roleChunk, ...end('stop')],
    types: [...opening, 'response.completed'],
    response: { status: 'completed', output: [] },
  },
  {
    name: 'a call of a custom tool',
    chunks: [
      roleChunk,
      chunk({
        tool_calls: [{ index: 0, id: 'c', type: 'custom', custom: { name: 'sql', input: 'SELECT' } }],
      }),
      chunk({ tool_calls: [{ index: 0, custom: { input: ' 1' } }] }),
      ...end('tool_calls'),
    ],
    types: [
      ...opening,
      ...item(
        'response.custom_tool_call_input.delta',
        'response.custom_tool_call_input.delta',
        'response.custom_tool_call_input.done',
      ),
      'response.completed',
    ],
    response: { output: [{ type: 'custom_tool_call', call_id: 'c', name: 'sql', input: 'SELECT 1' }] },
  },
];
