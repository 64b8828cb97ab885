/** An event of Anthropic's Messages API, as an SSE message. */
export const anthropicEvent = (event: { readonly type: string }): string =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

export const anthropicStart = anthropicEvent({
  type: 'message_start',
  message: {
    ...{ id: 'msg_1', type: 'message', role: 'assistant', model: 'claude', content: [] },
    ...{ stop_reason: null, stop_sequence: null, usage: { input_tokens: 7, output_tokens: 1 } },
  },
} as { type: string });

export const anthropicOpening =
  anthropicStart +
  anthropicEvent({
    type: 'content_block_start',
    index: 0,
    content_block: { type: 'text', text: '' },
  } as { type: string });

export const anthropicText = (text: string): string =>
  anthropicEvent({
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'text_delta', text },
  } as { type: string });
