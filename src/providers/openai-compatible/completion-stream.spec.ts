import { decodeJsonText } from '../../generation/json-text';
import type { StreamEvent } from '../../generation/stream-event';
import { CompletionStream } from './completion-stream';
import { MessageMemo } from './message-memo';

const REQUEST = { model: 'm', messages: [], choices: 1, stop: [], parameters: {} };
const OPTIONS = { provider: 'p', maxEventBytes: 1 << 20, secrets: [] };

describe(CompletionStream.name, () => {
  afterEach(() => jest.restoreAllMocks());

  it('parses nothing twice, in any script, whatever stands around the text', () => {
    const pieces = ['你好', ' é', '世界', ' –', '"\n', '😀', 'plain', '\ufeff', '\u0080'];
    const head = { id: 'chatcmpl-1', created: 1_700_000_001, system_fingerprint: 'früh', model: '模型' };
    const choices = [
      { delta: { role: 'assistant', content: '' } },
      ...pieces.map((content) => ({ delta: { content }, finish_reason: null })),
      { delta: {}, finish_reason: 'stop' },
    ];
    const body = choices
      .map((choice) => `data: ${JSON.stringify({ ...head, choices: [{ index: 0, ...choice }] })}\n\n`)
      .join('');
    const memo = new MessageMemo();
    const parse = jest.spyOn(JSON, 'parse');
    const messagesParsed = [false, true].map(() => {
      const events: StreamEvent[] = [];
      const stream = new CompletionStream(
        REQUEST,
        memo,
        { next: (event) => events.push(event) },
        OPTIONS,
        undefined,
      );
      parse.mockClear();
      stream.push(Buffer.from(body));
      const parsed = parse.mock.calls.filter(([json]) => json.includes(head.id)).length;
      expect(stream.isWhole).toBe(true);
      const texts = events.flatMap((event) =>
        event.type === 'text-delta' ? (event.pieces ?? [event.text]) : [],
      );
      expect(texts.map(decodeJsonText)).toEqual(pieces);
      return parsed;
    });
    // Who speaks, the first text, why it ended, each with its proof; then the stream is known.
    expect(messagesParsed[0]).toBeGreaterThanOrEqual(3);
    expect(messagesParsed[1]).toBe(0);
  });
});
