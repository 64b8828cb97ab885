import { type ByteText, decodeBytes, encodeBytes } from '../../src/generation/byte-text';
import { GenerationError } from '../../src/generation/generation-error';
import { encodeJsonText } from '../../src/generation/json-text';
import type { StreamEvent, TextDelta } from '../../src/generation/stream-event';
import { TextRun } from '../../src/generation/text-run';
import { ChatStreamFormat } from '../../src/completions/wire/chat-stream-format';
import { MessageStreamFormat } from '../../src/messages/wire/message-stream-format';
import { ResponseDraft } from '../../src/responses/wire/response-draft';
import { responseHead } from '../../src/responses/wire/response-head';
import { ResponseStreamFormat } from '../../src/responses/wire/response-stream-format';
import { openAiErrorFormat } from '../../src/sse/openai-error-format';
import type { StreamFormat } from '../../src/sse/wire-format';
import { TextStreamFormat } from '../../src/text-completions/wire/text-stream-format';

const MODEL = '模型';

const FORMATS: readonly [name: string, create: () => StreamFormat][] = [
  [
    ChatStreamFormat.name,
    () =>
      new ChatStreamFormat({
        choices: 1,
        includeUsage: true,
        errors: openAiErrorFormat,
        created: 1,
        model: MODEL,
      }),
  ],
  [MessageStreamFormat.name, () => new MessageStreamFormat(MODEL, 'request')],
  [
    ResponseStreamFormat.name,
    () =>
      new ResponseStreamFormat(new ResponseDraft(responseHead({ input: 'x' }, 'resp_1', 1, MODEL), 1_000)),
  ],
  [
    TextStreamFormat.name,
    () => new TextStreamFormat({ openings: [encodeJsonText('')], created: 1, model: MODEL }, true),
  ],
];

const say = (...texts: string[]): TextDelta => {
  const pieces = texts.map(encodeJsonText);
  if (pieces.length > 1) return new TextRun(0, pieces.map(encodeBytes));
  return { type: 'text-delta', choice: 0, text: pieces[0] };
};
const start: StreamEvent = { type: 'stream-start', id: 'chatcmpl-1', model: 'real', provider: 'p' };
const end: readonly StreamEvent[] = [
  { type: 'choice-finish', choice: 0, reason: 'stop' },
  { type: 'finish', usage: { promptTokens: 1, completionTokens: 5 } },
];
/** The items of a response are named at random. */
const written = (format: StreamFormat, events: readonly StreamEvent[]): string =>
  decodeBytes(events.map((event) => format.encode(event)).join('') as ByteText).replace(
    /msg_[0-9a-f]{32}/g,
    'msg_1',
  );

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

  it('writes UTF-8, whatever is said', () => {
    const texts = ['é', ' –', '你好', '😀', 'plain', '\u0080'];
    const token = { token: 'ü', logprob: -1, bytes: [195, 188] };
    const other: readonly StreamEvent[] = [
      { type: 'reasoning-delta', choice: 0, text: encodeJsonText('ђ') },
      say(...texts),
      { type: 'text-delta', choice: 0, text: encodeJsonText('ü'), logprobs: [token] },
      ...['ł', 'ő'].map((text) => say(text)),
      { type: 'refusal-delta', choice: 0, text: encodeJsonText('ñ') },
      {
        ...{ type: 'tool-call-delta', choice: 0, index: 0, id: 'ï', name: 'größe' },
        arguments: encodeJsonText('{"å":1}'),
      },
    ];
    const format = create();
    const begun = [start, ...other].map((event) => format.encode(event)).join('');
    const bytes = begun + format.fail(new GenerationError('idle_timeout', 'Zu spät.'));
    // eslint-disable-next-line no-control-regex -- every byte is meant
    expect(bytes).toMatch(/^[\x00-\xff]*$/);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(bytes, 'latin1'));
    expect(texts.filter((piece) => !text.includes(piece))).toEqual([]);
    const said = ['ü', 'ł', 'ő', 'ñ', 'Zu spät.'];
    expect(said.filter((piece) => !text.includes(piece))).toEqual([]);
  });
});
