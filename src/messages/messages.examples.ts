import type { Example } from '../openapi/route-description';

const USER = { role: 'user', content: 'What is back-pressure?' };
const EVENTS = [
  {
    type: 'message_start',
    message: {
      ...{ id: 'msg_1', type: 'message', role: 'assistant', model: 'builtin', content: [] },
      ...{ stop_reason: null, stop_sequence: null, usage: { input_tokens: 0, output_tokens: 0 } },
    },
  },
  { type: 'ping' },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hello' } },
  { type: 'content_block_stop', index: 0 },
  {
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { input_tokens: 12, output_tokens: 1 },
  },
  { type: 'message_stop' },
];

const requests: Readonly<Record<string, Example>> = {
  message: {
    summary: 'One JSON answer',
    value: { model: 'builtin', max_tokens: 100, messages: [USER] },
  },
  stream: {
    summary: 'Streamed, with instructions and a stop sequence',
    value: {
      model: 'builtin',
      max_tokens: 200,
      system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'Hello' }] },
        { role: 'assistant', content: [{ type: 'text', text: 'Hello. What can I do?' }] },
        { role: 'user', content: 'How do I deploy a streaming API behind nginx?' },
      ],
      stop_sequences: ['\n\nHuman:'],
      stream: true,
    },
  },
};

const counts: Readonly<Record<string, Example>> = {
  count: { summary: 'A short conversation', value: { model: 'builtin', messages: [USER] } },
};

/** Bodies that can be sent as they stand, and what comes of them. */
export const EXAMPLES = {
  requests,
  counts,
  message: {
    ...{ id: 'msg_1', type: 'message', role: 'assistant', model: 'builtin' },
    content: [{ type: 'text', text: 'Hello' }],
    ...{ stop_reason: 'end_turn', stop_sequence: null, usage: { input_tokens: 12, output_tokens: 1 } },
  },
  stream: EVENTS.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
};
