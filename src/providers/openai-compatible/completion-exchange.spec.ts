import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { Subscriber } from 'rxjs';
import { GenerationContext } from '../../generation/generation-context';
import type { GenerationError } from '../../generation/generation-error';
import { decodeJsonText } from '../../generation/json-text';
import type { StreamEvent } from '../../generation/stream-event';
import { TimerWheel } from '../../timing/timer-wheel';
import { announceRead } from '../http/read-turn';
import { CompletionExchange } from './completion-exchange';
import { FrameMatcher } from './frame-matcher';
import { MessageMemo, MessageMemos } from './message-memo';

class Seen extends Subscriber<StreamEvent> {
  readonly events: StreamEvent[] = [];
  failure: GenerationError | undefined;
  protected override _next(event: StreamEvent): void {
    this.events.push(event);
  }
  protected override _error(error: GenerationError): void {
    this.failure = error;
    this.unsubscribe();
  }
}

const wheel = new TimerWheel(100);

const EVENT_STREAM = { status: 200, type: 'text/event-stream' };

/** Plays reads of an upstream's body to an exchange, as undici would; the bytes of each are gone after it. */
function play(
  reads: readonly Buffer[],
  choices: number,
  memos = new MessageMemos(),
  { status, type } = EVENT_STREAM,
): Seen {
  const seen = new Seen();
  const exchange = new CompletionExchange(
    { model: 'm', messages: [], choices, stop: [], parameters: {} },
    new GenerationContext('r'),
    seen,
    { provider: 'p', maxEventBytes: 1 << 20, secrets: [], wheel, memos },
    100,
  );
  seen.add(exchange);
  const controller = { abort: jest.fn(), pause: jest.fn(), resume: jest.fn() } as never;
  exchange.onRequestStart(controller);
  exchange.onResponseStart(controller, status, { 'content-type': type });
  for (const bytes of reads) {
    const shared = Buffer.from(bytes);
    announceRead(new EventEmitter().on('readable', () => exchange.onResponseData(controller, shared)));
    shared.fill(0);
  }
  exchange.onResponseEnd();
  return seen;
}

/** An event for each piece of one that has several. */
function single(event: StreamEvent): StreamEvent[] {
  if (event.type !== 'text-delta' || !event.pieces) return [event];
  expect(event.pieces.join('')).toBe(event.text);
  return event.pieces.map((text) => ({ type: 'text-delta', choice: event.choice, text }));
}

/** Texts are compared as read, since the two ways may escape one text differently; ids are random where none came. */
const readable = (events: readonly StreamEvent[]): unknown[] =>
  events.flatMap(single).map((event) => ({
    ...event,
    ...(event.type === 'stream-start' && { id: event.id.replace(/^chatcmpl-[0-9a-f]{32}$/, 'a random one') }),
    ...('text' in event && { text: decodeJsonText(event.text) }),
    ...('arguments' in event && { arguments: decodeJsonText(event.arguments) }),
  }));

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"id":"chatcmpl-1"', 'chatcmpl-1', '1700000001', '"created":1700000001,', 'probe'),
  fc.constantFrom(' the', '\n', '"quoted"', 'back\\slash', '😀', '\ud83d', '\udc00x', '\u2028', '\u0000', ''),
);
const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm' };
/** What differs from stream to stream, and the orders in which servers write it. */
const marks = fc.record({
  id: fc.constantFrom('chatcmpl-1', 'chatcmpl-1', 'chatcmpl-22', 'x', 'a"b', 'ü', '1700000001', 'stop', ''),
  created: fc.constantFrom(1_700_000_001, 1_700_000_001, 1_700_000_002, 1_700_000_001.5, 5),
});
const layout = fc.constantFrom<(marks: object, rest: object) => object>(
  (of, rest) => ({ object: 'chat.completion.chunk', ...of, model: 'm', ...rest }),
  (of, rest) => ({ ...rest, model: 'm', ...of }),
  (of, rest) => ({ ...of, ...rest, system_fingerprint: 'chatcmpl-1' }),
  (_, rest) => rest,
);
const noText = fc.record(
  { finish_reason: fc.constant(null), logprobs: fc.constant(null) },
  { requiredKeys: [] },
);
const delta = fc.oneof(
  { weight: 8, arbitrary: text.map((content) => ({ content })) },
  { weight: 1, arbitrary: text.map((content) => ({ role: 'assistant', content })) },
  { weight: 1, arbitrary: text.map((reasoning_content) => ({ reasoning_content })) },
  { weight: 1, arbitrary: text.map((refusal) => ({ refusal })) },
  {
    weight: 1,
    arbitrary: fc.record({
      tool_calls: fc.array(
        fc.record({
          index: fc.nat(3),
          id: fc.constantFrom('call_1', undefined),
          function: fc.record({ name: fc.constantFrom('f', undefined), arguments: text }),
        }),
        { maxLength: 2 },
      ),
    }),
  },
);
/** Chunks of one shape and choice, as servers send them: text after text, or something else now and then. */
const run = (choices: number) =>
  fc
    .record({
      index: fc.nat(choices - 1),
      deltas: fc.oneof<[fc.Arbitrary<object[]>, fc.Arbitrary<object[]>]>(
        fc.array(
          text.map((content) => ({ content })),
          { minLength: 1, maxLength: 12 },
        ),
        fc.array(delta, { maxLength: 3 }),
      ),
      more: noText,
      usage: fc.constantFrom(undefined, undefined, null, { prompt_tokens: 1, completion_tokens: 2 }),
    })
    .map(({ index, deltas, more, usage }) =>
      deltas.map((piece) => ({ choices: [{ index, delta: piece, ...more }], usage })),
    );
const writing = fc.constantFrom(
  (data: unknown) => `data: ${JSON.stringify(data)}\n\n`,
  (data: unknown) => `data:${JSON.stringify(data)}\r\n\r\n`,
  (data: unknown) => `data: ${JSON.stringify(data)}\n\n: comment\n\n`,
  (data: unknown) => `data: ${JSON.stringify(data).replaceAll('":', '": ')}\n\n`,
  (data: unknown) =>
    `data: ${JSON.stringify(data).replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n\n`,
);

describe(CompletionExchange.name, () => {
  it('gives the same events by frames and from memory as by parsing every chunk, wherever the bytes are cut', () => {
    const streams = fc.integer({ min: 1, max: 3 }).chain((choices) =>
      fc.record({
        choices: fc.constant(choices),
        layout,
        write: writing,
        streams: fc.array(
          fc.record({
            marks,
            chunks: fc.array(run(choices), { maxLength: 6 }).map((runs) => runs.flat()),
            last: fc.constantFrom(
              'data: [DONE]\n\n',
              '',
              'data: {"broken\n\n',
              'data: {"error":{"message":"no"}}\n\n',
            ),
            finishes: fc.boolean(),
            cuts: fc.array(fc.nat(), { maxLength: 10 }),
          }),
          { minLength: 1, maxLength: 5 },
        ),
      }),
    );
    let framed = 0;
    let remembered = 0;
    fc.assert(
      fc.property(streams, ({ choices, layout, write, streams }) => {
        const memos = new MessageMemos();
        for (const { marks, chunks, last, finishes, cuts } of streams) {
          const indices = Array.from({ length: choices }, (_, index) => index);
          const roles = indices.map((index) => ({
            choices: [{ index, delta: { role: 'assistant', content: '' } }],
          }));
          const ends = indices.map((index) => ({ choices: [{ index, delta: {}, finish_reason: 'stop' }] }));
          const all = [...roles, ...chunks, ...(finishes ? ends : [])];
          const bytes = Buffer.from(all.map((chunk) => write(layout(marks, chunk))).join('') + last);
          const at = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
          const reads = [0, ...at].map((from, i) => bytes.subarray(from, at[i] ?? bytes.length));

          const take = jest.spyOn(FrameMatcher.prototype, 'take');
          const find = jest.spyOn(MessageMemo.prototype, 'find');
          const fast = play(reads, choices, memos);
          framed += take.mock.results.filter(({ value }, i) => value !== take.mock.calls[i][1]).length;
          remembered += find.mock.results.filter(({ value }) => value !== undefined).length;
          take.mockImplementation((_, from) => from);
          find.mockReturnValue(undefined);
          const slow = play([bytes], choices);
          take.mockRestore();
          find.mockRestore();

          expect([readable(fast.events), fast.failure?.code]).toEqual([
            readable(slow.events),
            slow.failure?.code,
          ]);
        }
      }),
      { numRuns: 1_500 },
    );
    expect(framed).toBeGreaterThan(500);
    expect(remembered).toBeGreaterThan(500);
  });

  const role = { ...head, choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] };
  const say = (content: string) => ({
    ...head,
    choices: [{ index: 0, delta: { content }, finish_reason: null }],
  });
  const stop = { ...head, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] };
  const sse = (...data: unknown[]) =>
    Buffer.from(data.map((one) => `data: ${JSON.stringify(one)}\n\n`).join(''));
  const done = Buffer.from('data: [DONE]\n\n');

  it.each([
    ['[DONE] after a finish reason', [sse(role, say('a'), stop), done], undefined],
    ['no [DONE] after a finish reason', [sse(role, say('a'), stop)], undefined],
    ['[DONE] without a finish reason', [sse(role, say('a')), done], 'upstream_invalid_response'],
    ['an end without a finish reason', [sse(role, say('a'))], 'upstream_invalid_response'],
    ['an empty stream', [], 'upstream_invalid_response'],
    [
      'broken JSON',
      [sse(say('a')), Buffer.from('data: {"x\n\n'), sse(stop), done],
      'upstream_invalid_response',
    ],
    ['JSON that is no object', [sse(say('a'), 5), sse(stop), done], 'upstream_invalid_response'],
    ['an error event', [sse(say('a'), { error: { message: 'x', code: 429 } })], 'rate_limit_exceeded'],
    ['an error as a bare text', [sse({ error: 'x' })], 'upstream_failed'],
    [
      'a choice that was not asked for',
      [sse({ choices: [{ index: 7, delta: { content: 'x' } }] })],
      'upstream_invalid_response',
    ],
    ['a model that gave up', [sse({ choices: [{ index: 0, finish_reason: 'abort' }] })], 'upstream_failed'],
  ])('judges %s', (_, reads, code) => {
    const seen = play(reads, 1);
    expect(seen.failure?.code).toBe(code);
    expect(seen.events.filter(({ type }) => type === 'finish')).toHaveLength(code === undefined ? 1 : 0);
  });

  it('reads an error whose body takes several reads', () => {
    const reads = [
      '{"error":{"message":"No such ',
      'thing","type":"invalid_request_error",',
      '"param":"top_k"}}',
    ];
    const bytes = reads.map((read) => Buffer.from(read));
    const { failure } = play(bytes, 1, undefined, { status: 400, type: 'application/json' });
    expect(failure?.param).toBe('top_k');
    expect(failure?.message).toContain('No such thing');
  });

  it('ignores what comes after [DONE]', () => {
    const seen = play([sse(say('a'), stop), done, sse(say('b')), Buffer.from('data: {"error":"x"}\n\n')], 1);
    expect(seen.failure?.code).toBeUndefined();
    expect(seen.events.filter(({ type }) => type === 'text-delta')).toHaveLength(1);
  });
});
