import { encodeJsonText } from '../../src/generation/json-text';
import type { StreamEvent, TextDelta } from '../../src/generation/stream-event';
import { ChatStreamFormat } from '../../src/completions/wire/chat-stream-format';
import { MessageStreamFormat } from '../../src/messages/wire/message-stream-format';
import { ResponseDraft } from '../../src/responses/wire/response-draft';
import { responseHead } from '../../src/responses/wire/response-head';
import { ResponseStreamFormat } from '../../src/responses/wire/response-stream-format';
import { openAiErrorFormat } from '../../src/sse/openai-error-format';
import type { StreamFormat } from '../../src/sse/wire-format';
import { TextStreamFormat } from '../../src/text-completions/wire/text-stream-format';

const FORMATS: readonly [name: string, create: () => StreamFormat][] = [
  [
    ChatStreamFormat.name,
    () =>
      new ChatStreamFormat({
        choices: 1,
        includeUsage: true,
        errors: openAiErrorFormat,
        created: 1,
        model: 'm',
      }),
  ],
  [MessageStreamFormat.name, () => new MessageStreamFormat('m', 'request')],
  [
    ResponseStreamFormat.name,
    () => new ResponseStreamFormat(new ResponseDraft(responseHead({ input: 'x' }, 'resp_1', 1, 'm'), 1_000)),
  ],
  [
    TextStreamFormat.name,
    () => new TextStreamFormat({ openings: [encodeJsonText('')], created: 1, model: 'm' }, true),
  ],
];

const say = (...texts: string[]): TextDelta => {
  const pieces = texts.map(encodeJsonText);
  const text = encodeJsonText(texts.join(''));
  return { type: 'text-delta', choice: 0, text, ...(pieces.length > 1 && { pieces }) };
};
const start: StreamEvent = { type: 'stream-start', id: 'chatcmpl-1', model: 'real', provider: 'p' };
const end: readonly StreamEvent[] = [
  { type: 'choice-finish', choice: 0, reason: 'stop' },
  { type: 'finish', usage: { promptTokens: 1, completionTokens: 5 } },
];
/** The items of a response are named at random. */
const written = (format: StreamFormat, events: readonly StreamEvent[]): string =>
  events
    .map((event) => format.encode(event))
    .join('')
    .replace(/msg_[0-9a-f]{32}/g, 'msg_1');

describe.each(FORMATS)('%s', (_, create) => {
  it('writes the pieces of a delta as if each had come alone', () => {
    const together = written(create(), [start, say('One', ' "two"', '\n'), say(' three', ' four'), ...end]);
    const alone = written(create(), [
      start,
      ...['One', ' "two"', '\n', ' three', ' four'].map((text) => say(text)),
      ...end,
    ]);
    expect(together).toBe(alone);
    expect(together).toContain(' \\"two\\"');
  });
});
