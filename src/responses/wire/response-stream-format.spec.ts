import { GenerationError } from '../../generation/generation-error';
import { type ByteText, decodeBytes } from '../../generation/byte-text';
import { encodeJsonText } from '../../generation/json-text';
import type { StreamEvent, TokenLogprob } from '../../generation/stream-event';
import { ResponseDraft } from './response-draft';
import { responseHead } from './response-head';
import { ResponseStreamFormat } from './response-stream-format';

const start: StreamEvent = { type: 'stream-start', id: 'chatcmpl-1', model: 'real', provider: 'p' };
const say = (text: string): StreamEvent => ({ type: 'text-delta', choice: 0, text: encodeJsonText(text) });
const finish: StreamEvent[] = [
  { type: 'choice-finish', choice: 0, reason: 'stop' },
  { type: 'finish', usage: { promptTokens: 1, completionTokens: 2, cachedTokens: 1, reasoningTokens: 1 } },
];

interface Event {
  readonly type: string;
  readonly sequence_number: number;
  readonly [property: string]: unknown;
}

function formatOf(maxChars = 1_000) {
  const head = responseHead({ input: 'x' }, 'resp_1', 1_700_000_000, 'm');
  const draft = new ResponseDraft(head, maxChars);
  return { draft, format: new ResponseStreamFormat(draft) };
}

const read = (text: string): Event[] =>
  decodeBytes(text as ByteText)
    .split('\n\n')
    .filter((message) => message !== '')
    .map((message) => JSON.parse(message.split('\ndata: ')[1]) as Event);

const encodeAll = (format: ResponseStreamFormat, events: StreamEvent[]): Event[] =>
  read(events.map((event) => format.encode(event)).join(''));

describe(ResponseStreamFormat.name, () => {
  it('opens nothing for a text that is empty', () => {
    const { format } = formatOf();
    const events = encodeAll(format, [start, say(''), ...finish]);
    expect(events.filter(({ type }) => type.includes('output'))).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: 'response.completed', response: { output: [] } });
  });

  it('numbers its events from 0, without a gap', () => {
    const { format } = formatOf();
    const events = encodeAll(format, [start, say('a'), say('b'), ...finish]);
    expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, index) => index));
    expect(format.nextSequence).toBe(events.length);
  });

  it('leaves text escaped on its way, in the deltas and in what repeats them', () => {
    const { format } = formatOf();
    const text = '"\\\n\u2028\u{1f600}\ud800';
    const events = encodeAll(format, [start, say(text), say(text), ...finish]);
    const deltas = events.filter(({ type }) => type === 'response.output_text.delta');
    expect(deltas.map(({ delta }) => delta)).toEqual([text, text]);
    expect(events.find(({ type }) => type === 'response.output_text.done')?.text).toBe(text + text);
  });

  it('keeps whole what comes in many pieces', () => {
    const { format, draft } = formatOf(100_000);
    const pieces = Array.from({ length: 1_000 }, (_, index) => `${index} `);
    encodeAll(format, [start, ...pieces.map(say), ...finish]);
    expect(draft.toJson()).toContain(pieces.join(''));
  });

  it('has no item for pieces without text', () => {
    const { format } = formatOf();
    const types = encodeAll(format, [start, say(''), ...finish]).map(({ type }) => type);
    expect(types).toEqual(['response.created', 'response.in_progress', 'response.completed']);
  });

  it('carries log probabilities in the deltas, and all of them in what ends the text', () => {
    const { format } = formatOf();
    const logprob = (token: string): TokenLogprob => ({ token, logprob: -1, bytes: null });
    const withLogprobs = (token: string): StreamEvent => ({
      ...{ type: 'text-delta', choice: 0, text: encodeJsonText(token) },
      logprobs: [{ ...logprob(token), top_logprobs: [logprob('z')] }],
    });
    const events = encodeAll(format, [start, withLogprobs('é'), say(' '), withLogprobs('b'), ...finish]);
    const shape = (token: string, bytes: number[]) => ({
      ...{ token, logprob: -1, bytes },
      top_logprobs: [{ token: 'z', logprob: -1, bytes: [122] }],
    });
    const [first, second] = [shape('é', [195, 169]), shape('b', [98])];
    expect(
      events.flatMap(({ type, logprobs }) => (type === 'response.output_text.delta' ? [logprobs] : [])),
    ).toEqual([[first], [], [second]]);
    const done = events.find(({ type }) => type === 'response.output_text.done');
    expect(done?.logprobs).toEqual([first, second]);
  });

  it('gives a call without an id one', () => {
    const { format } = formatOf();
    const call: StreamEvent = {
      ...{ type: 'tool-call-delta', choice: 0, index: 0, name: 'f', arguments: encodeJsonText('{}') },
    };
    const events = encodeAll(format, [start, call, ...finish]);
    expect(events.at(-1)?.response).toMatchObject({
      output: [{ type: 'function_call', call_id: expect.stringMatching(/^fc_\w{32}$/) as string, name: 'f' }],
    });
  });

  it('counts tokens by their kinds', () => {
    const { format } = formatOf();
    expect(encodeAll(format, [start, say('a'), ...finish]).at(-1)?.response).toMatchObject({
      usage: {
        ...{ input_tokens: 1, output_tokens: 2, total_tokens: 3 },
        input_tokens_details: { cached_tokens: 1, cache_write_tokens: 0 },
        output_tokens_details: { reasoning_tokens: 1 },
      },
    });
  });

  it('refuses to go on with an answer that it could not repeat', () => {
    const { format } = formatOf(10);
    encodeAll(format, [start, say('x'.repeat(10))]);
    expect(() => format.encode(say('x'))).toThrow(GenerationError);
  });

  it('reports what fails ahead of everything as an error, and as a failed response afterwards', () => {
    const error = new GenerationError('invalid_value', 'No.', { param: 'input' });
    expect(read(formatOf().format.fail(error))).toEqual([
      { type: 'error', code: 'invalid_value', message: 'No.', param: 'input', sequence_number: 0 },
    ]);
    const { format } = formatOf();
    encodeAll(format, [start, say('a')]);
    expect(read(format.fail(error))).toMatchObject([
      {
        type: 'response.failed',
        response: {
          status: 'failed',
          error: { code: 'invalid_prompt', reason: 'invalid_value', param: 'input' },
          output: [{ status: 'incomplete', content: [{ text: 'a' }] }],
        },
      },
    ]);
  });

  it('begins a response in the background by its place in the queue', () => {
    const { format } = formatOf();
    const events = [...read(format.queued()), ...encodeAll(format, [start])];
    expect(events.map(({ type, response }) => [type, (response as { status: string }).status])).toEqual([
      ['response.created', 'queued'],
      ['response.queued', 'queued'],
      ['response.in_progress', 'in_progress'],
    ]);
  });

  it('ends a cancelled response by its status', () => {
    const { format } = formatOf();
    encodeAll(format, [start, say('a')]);
    expect(read(format.cancelled())).toMatchObject([
      {
        type: 'response.incomplete',
        response: { status: 'cancelled', incomplete_details: null, output: [{ status: 'incomplete' }] },
      },
    ]);
  });
});
