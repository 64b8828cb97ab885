import type { Step } from './scripted-upstream';
import { bytes, streamHead } from './upstream-script';

const FRAME = { id: 'chatcmpl-real', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'real' };

/** One SSE message of any data. */
export const message = (data: string | object): string =>
  `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;

/** A chunk of OpenAI's, as an SSE message. */
export const chunk = (delta: object, finishReason: string | null = null, more: object = {}): string =>
  message({ ...FRAME, choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }], ...more });

export const roleChunk = chunk({ role: 'assistant', content: '' });
export const textChunk = (content: string): string => chunk({ content });
export const finishChunk = chunk({}, 'stop');
/** 7 prompt tokens and 2 of the answer. */
export const usageChunk = message({
  ...FRAME,
  choices: [],
  usage: { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 },
});
export const done = message('[DONE]');

/** `Hello world` to its very end, as OpenAI sends it. */
export const helloWorld = [roleChunk, textChunk('Hello'), textChunk(' world'), finishChunk, usageChunk, done];

/** Streams these messages, each in a write of its own, and ends in good order. */
export const stream = (...messages: readonly string[]): Step[] => [
  streamHead(),
  ...messages.map((text) => bytes(text)),
];
