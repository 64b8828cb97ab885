import fc from 'fast-check';
import { MessageEvents } from '../../../test/support/message-events';
import { GenerationError } from '../../generation/generation-error';
import { type ByteText, decodeBytes } from '../../generation/byte-text';
import { encodeJsonText } from '../../generation/json-text';
import type { FinishReason, StreamEvent, ToolCallDelta } from '../../generation/stream-event';
import type { Usage } from '../../generation/usage';
import { MessageCollectedFormat } from './message-collected-format';
import { MessageStreamFormat } from './message-stream-format';

const start: StreamEvent = { type: 'stream-start', id: 'chatcmpl-1', model: 'real', provider: 'p' };
const said = (type: 'text-delta' | 'reasoning-delta' | 'refusal-delta', text: string): StreamEvent => ({
  type,
  choice: 0,
  text: encodeJsonText(text),
});
const call = (index: number, name: string | undefined, text: string): ToolCallDelta => ({
  type: 'tool-call-delta',
  choice: 0,
  index,
  ...(name !== undefined && { id: `call_${index}`, name }),
  arguments: encodeJsonText(text),
});
const end = (
  reason: FinishReason = 'stop',
  usage: Usage = { promptTokens: 7, completionTokens: 2 },
): StreamEvent[] => [
  { type: 'choice-finish', choice: 0, reason },
  { type: 'finish', usage },
];

const written = (...events: StreamEvent[]): string => {
  const format = new MessageStreamFormat('m', 'r');
  return decodeBytes([start, ...events].map((event) => format.encode(event)).join('') as ByteText);
};
const read = (...events: StreamEvent[]): MessageEvents => new MessageEvents(written(...events));
const collected = (...events: StreamEvent[]): Record<string, unknown> => {
  const format = new MessageCollectedFormat('m');
  for (const event of [start, ...events]) format.add(event);
  return JSON.parse(format.body()) as Record<string, unknown>;
};
const use = (index: number, name: string, input: object) => ({
  ...{ type: 'tool_use', id: `call_${index}`, name, input },
});

describe(MessageStreamFormat.name, () => {
  it('begins with the message and a ping, and ends with the reason and the true counts', () => {
    const events = read(said('text-delta', 'Hello "world"\n😀'), ...end());
    expect(events.types).toEqual([
      ...['message_start', 'ping', 'content_block_start', 'content_block_delta', 'content_block_stop'],
      ...['message_delta', 'message_stop'],
    ]);
    expect([events.id, events.model, events.stopReason]).toEqual(['msg_1', 'm', 'end_turn']);
    expect(events.content).toEqual([{ type: 'text', text: 'Hello "world"\n😀' }]);
    expect(events.usage).toMatchObject({ input_tokens: 7, output_tokens: 2, cache_read_input_tokens: 0 });
  });

  it('counts what came from a cache apart from the rest of the input', () => {
    const usage = { promptTokens: 10, completionTokens: 5, cachedTokens: 4, reasoningTokens: 3 };
    expect(read(...end('stop', usage)).usage).toEqual({
      input_tokens: 6,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 4,
      output_tokens: 5,
      output_tokens_details: { thinking_tokens: 3 },
    });
  });

  it('opens a block for each change of kind', () => {
    const events = read(
      said('reasoning-delta', 'Let me '),
      said('reasoning-delta', 'see.'),
      said('text-delta', 'I look.'),
      call(0, 'look', '{"a":1}'),
      said('text-delta', 'Done.'),
      ...end('tool_calls'),
    );
    expect(events.content).toEqual([
      { type: 'thinking', thinking: 'Let me see.', signature: '' },
      { type: 'text', text: 'I look.' },
      use(0, 'look', { a: 1 }),
      { type: 'text', text: 'Done.' },
    ]);
  });

  it('ends a block of thinking by its signature, and shows redacted ones', () => {
    const signed = { ...said('reasoning-delta', ''), signature: encodeJsonText('Eq"') } as StreamEvent;
    const redacted = { ...said('reasoning-delta', ''), redacted: encodeJsonText('Em') } as StreamEvent;
    const thought = said('reasoning-delta', 'Hm.');
    const events = [thought, signed, thought, redacted, signed, said('text-delta', 'So.'), ...end()];
    const content = [
      { type: 'thinking', thinking: 'Hm.', signature: 'Eq"' },
      { type: 'thinking', thinking: 'Hm.', signature: '' },
      { type: 'redacted_thinking', data: 'Em' },
      { type: 'thinking', thinking: '', signature: 'Eq"' },
      { type: 'text', text: 'So.' },
    ];
    expect(read(...events).content).toEqual(content);
    expect(collected(...events).content).toEqual(content);
  });

  it('names the stop sequence where it is known', () => {
    const [finish, last] = end();
    const events = [{ ...finish, stop: 'END' } as StreamEvent, last];
    const { stopReason, stopSequence } = read(...events);
    expect([stopReason, stopSequence]).toEqual(['stop_sequence', 'END']);
    expect(collected(...events)).toMatchObject({ stop_reason: 'stop_sequence', stop_sequence: 'END' });
  });

  it.each<[FinishReason, string]>([
    ['stop', 'end_turn'],
    ['length', 'max_tokens'],
    ['tool_calls', 'tool_use'],
    ['content_filter', 'refusal'],
  ])('calls %s %s', (reason, expected) => {
    expect(read(...end(reason)).stopReason).toBe(expected);
  });

  it('shows a refusal as text and says that it is one', () => {
    const events = read(said('refusal-delta', 'I '), said('refusal-delta', 'will not.'), ...end());
    expect([events.content, events.stopReason]).toEqual([[{ type: 'text', text: 'I will not.' }], 'refusal']);
  });

  it.each<[string, string, StreamEvent[]]>([
    ['the bound on tokens', 'max_tokens', end('length')],
    ['a filter', 'refusal', end('content_filter')],
    ['a refusal', 'refusal', [said('refusal-delta', 'No.'), ...end()]],
  ])('gives a call whose input is cut off by %s an empty object', (_, reason, ending) => {
    const message = collected(call(0, 'a', '{"city":"Pa'), ...ending);
    expect(message.stop_reason).toBe(reason);
    expect((message.content as object[])[0]).toEqual(use(0, 'a', {}));
  });

  it('fails where a call has an input that is no JSON, and nothing cut it off', () => {
    expect(() => collected(call(0, 'a', '{"city":"Pa'), ...end('tool_calls'))).toThrow(GenerationError);
  });

  it('gives a call without input an empty object', () => {
    const events = read(call(0, 'now', ''), call(1, 'then', ''), ...end('tool_calls'));
    expect(events.content).toEqual([use(0, 'now', {}), use(1, 'then', {})]);
  });

  it('streams calls that follow one another, without holding any of them', () => {
    const format = new MessageStreamFormat('m', 'r');
    const pieces = [
      start,
      call(0, 'a', '{"x":'),
      call(0, undefined, '"}"}'),
      call(1, 'b', ''),
      call(1, undefined, '{}'),
    ];
    const texts = pieces.map((event) => format.encode(event));
    expect(texts.slice(1).map((text) => text.includes('input_json_delta') || text.includes('"b"'))).toEqual([
      ...[true, true, true, true],
    ]);
  });

  it('keeps the blocks of calls apart whose pieces come mixed', () => {
    const events = read(
      call(0, 'a', ''),
      call(1, 'b', ''),
      call(0, undefined, '{"city":'),
      call(1, undefined, '{"n":[1,'),
      call(0, undefined, '"Pa}ris"'),
      call(1, undefined, '2]}'),
      call(0, undefined, '}'),
      ...end('tool_calls'),
    );
    expect(events.content).toEqual([use(0, 'a', { city: 'Pa}ris' }), use(1, 'b', { n: [1, 2] })]);
  });

  it('refuses a piece of a call behind its end, and calls without number', () => {
    const late = [call(0, 'a', '{}'), call(1, 'b', '{'), call(0, undefined, '{"more":1}')];
    expect(() => written(...late)).toThrow(GenerationError);
    const many = Array.from({ length: 1_025 }, (_, index) => call(index, 'f', '{}'));
    expect(() => written(...many)).toThrow(GenerationError);
    expect(() => written(call(0, 'a', '{'), call(1, 'b', 'x'.repeat(1_048_577)))).toThrow(GenerationError);
  });

  it('reports a failure as the last event', () => {
    const format = new MessageStreamFormat('m', 'request-1');
    const begun = [start, said('text-delta', 'Hi')].map((event) => format.encode(event)).join('');
    const events = new MessageEvents(begun + format.fail(new GenerationError('idle_timeout', 'Too slow.')));
    expect(events.error).toEqual({ type: 'timeout_error', message: 'Too slow.', requestId: 'request-1' });
  });

  it('says the same as the answer in one piece, however the pieces of calls are mixed', () => {
    const piece = fc.record({ type: fc.constantFrom('text-delta', 'reasoning-delta'), text: fc.string() });
    const inputs = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 4 });
    const cuts = fc.infiniteStream(fc.nat());
    fc.assert(
      fc.property(fc.array(piece), inputs, cuts, (pieces, calls, random) => {
        const events = [
          ...pieces.map(({ type, text }) => said(type as 'text-delta', text)),
          ...mixed(calls, () => random.next().value as number),
          ...end(calls.length > 0 ? 'tool_calls' : 'stop'),
        ];
        const whole = collected(...events);
        const streamed = read(...events);
        expect(streamed.content).toEqual(whole.content);
        expect([streamed.id, streamed.stopReason]).toEqual([whole.id, whole.stop_reason]);
      }),
    );
  });
});

/** The pieces of calls, cut and mixed at random; each call's own pieces in their order. */
function mixed(inputs: readonly object[], random: () => number): ToolCallDelta[] {
  const rests = inputs.map((input) => Array.from(JSON.stringify(input)));
  const events = inputs.map((_, index) => call(index, `f${index}`, ''));
  while (rests.some((rest) => rest.length > 0)) {
    const index = random() % rests.length;
    const text = rests[index].splice(0, 1 + (random() % 7)).join('');
    events.push(call(index, undefined, text));
  }
  return events;
}
