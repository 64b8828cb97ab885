import { GenerationError } from '../../generation/generation-error';
import { encodeJsonText } from '../../generation/json-text';
import type { StreamEvent } from '../../generation/stream-event';
import type { TextAnswer } from './text-answer';
import { TextStreamFormat } from './text-stream-format';

const start: StreamEvent = { type: 'stream-start', id: 'chatcmpl-7', model: 'real', provider: 'p' };
const text = (choice: number, words: string): StreamEvent => ({
  type: 'text-delta',
  choice,
  text: encodeJsonText(words),
});
const answer = (...openings: string[]): TextAnswer => ({
  openings: openings.map(encodeJsonText),
  created: 17,
  model: 'm',
});

/** The data of what a format makes of events. */
function write(format: TextStreamFormat, ...events: StreamEvent[]): unknown[] {
  return events
    .map((event) => format.encode(event))
    .join('')
    .split('\n\n')
    .slice(0, -1)
    .map((message) => message.slice('data: '.length))
    .map((data) => (data === '[DONE]' ? data : (JSON.parse(data) as unknown)));
}

const chunk = (choice: object): object => ({
  id: 'cmpl-7',
  object: 'text_completion',
  created: 17,
  model: 'm',
  choices: [{ text: '', index: 0, logprobs: null, finish_reason: null, ...choice }],
});

describe(TextStreamFormat.name, () => {
  it('writes text, refusals and reasons, and nothing of reasoning and calls', () => {
    const messages = write(
      new TextStreamFormat(answer('', ''), false),
      start,
      { type: 'reasoning-delta', choice: 0, text: encodeJsonText('hm') },
      text(1, 'say "hi"'),
      { type: 'refusal-delta', choice: 0, text: encodeJsonText('No.') },
      { type: 'tool-call-delta', choice: 0, index: 0, id: 'c', name: 'f', arguments: encodeJsonText('{}') },
      { type: 'choice-finish', choice: 0, reason: 'tool_calls' },
      { type: 'choice-finish', choice: 1, reason: 'length' },
      { type: 'finish', usage: { promptTokens: 1, completionTokens: 2 } },
    );
    expect(messages).toEqual([
      chunk({ text: 'say "hi"', index: 1 }),
      chunk({ text: 'No.' }),
      chunk({ finish_reason: 'stop' }),
      chunk({ finish_reason: 'length', index: 1 }),
      '[DONE]',
    ]);
  });

  it('puts what is echoed ahead of everything, once', () => {
    const messages = write(new TextStreamFormat(answer('[a', 'b'), false), start, text(1, 'x'), text(0, 'y'));
    expect(messages).toEqual([
      chunk({ text: '[a' }),
      chunk({ text: 'b', index: 1 }),
      chunk({ text: 'x', index: 1 }),
      chunk({ text: 'y' }),
    ]);
  });

  it('ends with the usage where it was asked for', () => {
    const messages = write(new TextStreamFormat(answer(''), true), start, text(0, 'x'), {
      type: 'finish',
      usage: { promptTokens: 1, completionTokens: 2 },
    });
    const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };
    expect(messages).toEqual([
      { ...chunk({ text: 'x' }), usage: null },
      { ...chunk({}), choices: [], usage },
      '[DONE]',
    ]);
  });

  it('counts the offsets of tokens on from chunk to chunk, for each choice', () => {
    const token = (choice: number, word: string): StreamEvent => ({
      type: 'text-delta',
      choice,
      text: encodeJsonText(word),
      logprobs: [{ token: word, logprob: -1, bytes: null }],
    });
    const chunks = write(
      new TextStreamFormat(answer('', ''), false),
      start,
      token(0, 'one'),
      token(1, 'two'),
      token(0, ' more'),
    ) as { choices: { logprobs: { text_offset: number[] } }[] }[];
    expect(chunks.map(({ choices }) => choices[0].logprobs.text_offset)).toEqual([[0], [0], [3]]);
  });

  it("reports a failure in OpenAI's form", () => {
    const failure = new TextStreamFormat(answer(''), false).fail(
      new GenerationError('idle_timeout', 'Late.'),
    );
    expect(failure).toBe(
      'data: {"error":{"message":"Late.","type":"timeout_error","param":null,"code":"idle_timeout"}}\n\ndata: [DONE]\n\n',
    );
  });
});
