import type { LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider';
import type { StreamEvent } from '../../../generation/stream-event';
import { PartReader } from './part-reader';

const USAGE: LanguageModelV4Usage = {
  inputTokens: { total: 7, noCache: 7, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 2, text: 2, reasoning: 0 },
};
const finish = (unified: 'stop' | 'tool-calls' = 'stop'): LanguageModelV4StreamPart => ({
  type: 'finish',
  usage: USAGE,
  finishReason: { unified, raw: unified },
});

function eventsOf(...parts: LanguageModelV4StreamPart[]): StreamEvent[] {
  const events: StreamEvent[] = [];
  const reader = new PartReader(
    'up',
    'm',
    () => 0,
    (event) => events.push(event),
  );
  for (const part of parts) reader.read(part);
  return events;
}

const withoutStart = (...parts: LanguageModelV4StreamPart[]): StreamEvent[] => {
  const [start, ...events] = eventsOf(...parts);
  expect(start.type).toBe('stream-start');
  return events;
};

describe(PartReader.name, () => {
  it('begins with the first thing that is said, under the id that the provider gave', () => {
    const metadata: LanguageModelV4StreamPart = { type: 'response-metadata', id: 'msg_1', modelId: 'x' };
    expect(eventsOf(metadata, { type: 'text-start', id: '0' })).toEqual([]);
    expect(eventsOf(metadata, { type: 'text-delta', id: '0', delta: 'Hi' })[0]).toEqual({
      ...{ type: 'stream-start', id: 'msg_1', model: 'm', provider: 'up' },
    });
  });

  it('makes an id where the provider gives none', () => {
    const [start] = eventsOf({ type: 'text-delta', id: '0', delta: 'Hi' });
    expect(start).toMatchObject({ id: expect.stringMatching(/^chatcmpl-[0-9a-f]{32}$/) as string });
  });

  it('escapes text and reasoning, and leaves out what is empty', () => {
    expect(
      withoutStart(
        { type: 'reasoning-delta', id: '0', delta: 'so "what"' },
        { type: 'reasoning-delta', id: '0', delta: '' },
        { type: 'text-delta', id: '1', delta: 'a\nb' },
      ),
    ).toEqual([
      { type: 'reasoning-delta', choice: 0, text: 'so \\"what\\"' },
      { type: 'text-delta', choice: 0, text: 'a\\nb' },
    ]);
  });

  it('hands signatures of reasoning on, and reasoning that is hidden in them', () => {
    const providerMetadata = { some: { signature: 'Eq"' } };
    expect(
      withoutStart(
        { type: 'reasoning-start', id: '0' },
        { type: 'reasoning-delta', id: '0', delta: '', providerMetadata },
        { type: 'reasoning-start', id: '1', providerMetadata: { some: { redactedData: 'Em' } } },
        { type: 'reasoning-end', id: '1' },
      ),
    ).toEqual([
      { type: 'reasoning-delta', choice: 0, text: '', signature: 'Eq\\"' },
      { type: 'reasoning-delta', choice: 0, text: '', redacted: 'Em' },
    ]);
  });

  it('tells which stop text ended the answer, where the provider does', () => {
    const end = { ...finish(), providerMetadata: { some: { stopSequence: 'END' } } };
    expect(withoutStart(end as LanguageModelV4StreamPart)[0]).toEqual({
      ...{ type: 'choice-finish', choice: 0, reason: 'stop', stop: 'END' },
    });
  });

  it('finishes once, with a reason and the usage', () => {
    expect(withoutStart(finish())).toEqual([
      { type: 'choice-finish', choice: 0, reason: 'stop' },
      { type: 'finish', usage: { promptTokens: 7, completionTokens: 2 } },
    ]);
  });

  const piece = (index: number, text: string, more = {}): StreamEvent =>
    ({ type: 'tool-call-delta', choice: 0, index, ...more, arguments: text }) as StreamEvent;

  it('numbers tool calls, and hands on their pieces as they come', () => {
    expect(
      withoutStart(
        { type: 'tool-input-start', id: 'a', toolName: 'add' },
        { type: 'tool-input-start', id: 'b', toolName: 'now' },
        { type: 'tool-input-delta', id: 'a', delta: '{"x":' },
        { type: 'tool-input-delta', id: 'b', delta: '{}' },
        { type: 'tool-input-delta', id: 'a', delta: '1}' },
        { type: 'tool-call', toolCallId: 'a', toolName: 'add', input: '{"x":1}' },
        { type: 'tool-call', toolCallId: 'b', toolName: 'now', input: '{}' },
      ),
    ).toEqual([
      piece(0, '', { id: 'a', name: 'add' }),
      piece(1, '', { id: 'b', name: 'now' }),
      piece(0, '{\\"x\\":'),
      piece(1, '{}'),
      piece(0, '1}'),
    ]);
  });

  it('hands on a call that comes whole, or whose arguments come only at its end', () => {
    expect(
      withoutStart(
        { type: 'tool-call', toolCallId: 'a', toolName: 'add', input: '{"x":1}' },
        { type: 'tool-input-start', id: 'b', toolName: 'now' },
        { type: 'tool-call', toolCallId: 'b', toolName: 'now', input: '{}' },
      ),
    ).toEqual([
      piece(0, '', { id: 'a', name: 'add' }),
      piece(0, '{\\"x\\":1}'),
      piece(1, '', { id: 'b', name: 'now' }),
      piece(1, '{}'),
    ]);
  });

  it('says nothing of what the provider does for itself, nor of what it cannot say', () => {
    expect(
      eventsOf(
        { type: 'tool-input-start', id: 's', toolName: 'web_search', providerExecuted: true },
        { type: 'tool-input-delta', id: 's', delta: '{}' },
        { type: 'tool-call', toolCallId: 's', toolName: 'web_search', input: '{}', providerExecuted: true },
        { type: 'tool-result', toolCallId: 's', toolName: 'web_search', result: {} },
        { type: 'source', sourceType: 'url', id: '1', url: 'https://example.org' },
        { type: 'file', mediaType: 'image/png', data: { type: 'data', data: 'AAAA' } },
      ),
    ).toEqual([]);
  });

  it('bounds the calls it remembers', () => {
    const calls = Array.from({ length: 1_025 }, (_, number): LanguageModelV4StreamPart => ({
      ...{ type: 'tool-input-start', id: `call-${number}`, toolName: 'f' },
    }));
    expect(() => eventsOf(...calls)).toThrow(
      expect.objectContaining({ code: 'upstream_invalid_response' }) as Error,
    );
  });
});
