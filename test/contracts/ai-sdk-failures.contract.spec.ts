import type { GenerationRequest } from '../../src/generation/generation-request';
import type { Provider } from '../../src/providers/provider';
import { anthropicAt, bedrockAt, googleAt } from '../support/ai-sdk-providers';
import { anthropicEvent, anthropicOpening, anthropicText } from '../support/anthropic-events';
import { bedrockFrame } from '../support/bedrock-frames';
import { askOnce } from '../support/ask-once';
import { GenerationContext } from '../../src/generation/generation-context';
import { ObservedAnswer } from '../support/observed-answer';
import { type Recording, recordingsOf } from '../support/recording';
import { ScriptedUpstream } from '../support/scripted-upstream';
import { until } from '../support/until';
import { byteByByte, bytes, cut, endless, head, pause, reply, silence } from '../support/upstream-script';

/** How an answer fails: the text before it, and fields of the error. */
interface ExpectedFailure {
  readonly text: string;
  readonly error: object;
}

const REQUEST: GenerationRequest = {
  ...{ model: 'real', messages: [{ role: 'user', content: 'Hello' }], choices: 1, stop: [] },
  parameters: { top_k: 5 },
};
const EVENT_STREAM = { 'Content-Type': 'text/event-stream' };
const PROVIDERS = { anthropic: anthropicAt, google: googleAt, 'amazon-bedrock': bedrockAt };

describe('a provider of the AI SDK that is failed by its upstream', () => {
  let upstream: ScriptedUpstream;
  let provider: Provider | undefined;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
  });
  afterEach(async () => {
    upstream.reset();
    await provider?.close?.();
  });
  afterAll(() => upstream.stop());

  const use = (create: (origin: string) => Provider): void => {
    provider = create(`http://127.0.0.1:${upstream.port}`);
  };
  const ask = (parameters = {}): Promise<ObservedAnswer> => askOnce(provider!, { parameters });

  describe.each(Object.entries(PROVIDERS))('%s', (type, create) => {
    const failures = recordingsOf(`${type}-failures`);
    beforeEach(() => use(create));

    const expectFailure = (answer: ObservedAnswer, recording: Recording): void => {
      const { text, error } = recording.expected as unknown as ExpectedFailure;
      expect(answer.error).toMatchObject(error);
      expect(answer.textOf(0)).toBe(text);
      expect(answer.endings).toBe(1);
      expect(answer.events.map((event) => event.type)).not.toContain('finish');
    };

    it.each(failures.map((recording) => [recording.name, recording] as const))(
      'reports %s',
      async (_, recording) => {
        upstream.next(head(200, { 'Content-Type': recording.contentType }), bytes(recording.bytes));
        expectFailure(await ask(), recording);
      },
    );

    it.each(failures.map((recording) => [recording.name, recording] as const))(
      'reports %s when every byte comes alone',
      async (_, recording) => {
        upstream.next(head(200, { 'Content-Type': recording.contentType }), byteByByte(recording.bytes));
        expectFailure(await ask(), recording);
      },
    );

    it('reports a JSON error that hides in a 200', async () => {
      upstream.next(reply(200, { error: { type: 'rate_limit_error', message: 'Slow down.' } }));
      const answer = await ask();
      expect(answer.events).toEqual([]);
      expect(answer.error).toMatchObject({ code: 'rate_limit_exceeded' });
    });

    it.each([
      ['HTML', '<html><body>Welcome to nginx!</body></html>'],
      ['JSON that is no error', { id: 'msg_1' }],
    ])('reports a 200 that is %s', async (_, body) => {
      upstream.next(reply(200, body));
      const answer = await ask();
      expect(answer.events).toEqual([]);
      expect(answer.error).toMatchObject({ code: 'upstream_invalid_response' });
      expect(answer.error?.message).not.toMatch(/nginx|</);
    });

    it('reports an answer that is cut off before its length', async () => {
      upstream.next(head(200, EVENT_STREAM, 5_000), bytes(': wait\n\n'), pause(10), cut);
      expect((await ask()).error).toMatchObject({ code: 'upstream_failed' });
    });

    it('shows neither its key nor its host, whatever the upstream says', async () => {
      const said = `No sk-ant-secret AIza-secret AKIA-secret at 127.0.0.1:${upstream.port} (127.0.0.1) please.`;
      upstream.next(reply(400, { error: { code: 400, type: 'invalid_request_error', message: said } }));
      const { error } = await ask();
      expect(error).toMatchObject({ code: 'invalid_value' });
      expect(error?.message).toMatch(/^No .* please\.$/);
      const own = { anthropic: 'sk-ant-secret', google: 'AIza-secret', 'amazon-bedrock': 'AKIA-secret' }[
        type
      ]!;
      expect(error?.message).not.toContain(own);
      expect(error?.message).not.toMatch(/127\.0\.0\.1/);
    });
  });

  it.each([
    [400, 'Your credit balance is too low to access the Anthropic API.'],
    [400, 'API key not valid. Please pass a valid API key.'],
  ])('takes a %i about our account for what it is: %s', async (status, message) => {
    use(anthropicAt);
    upstream.next(reply(status, { error: { type: 'invalid_request_error', message } }));
    const { error } = await ask();
    expect(error).toMatchObject({ code: 'upstream_auth' });
    expect(error?.message).not.toContain(message);
  });

  it('bounds an event that never ends', async () => {
    use(anthropicAt);
    upstream.next(
      head(200, EVENT_STREAM),
      bytes(`${anthropicOpening}${anthropicText('So far')}data: "`),
      endless('x'.repeat(65_536)),
    );
    const answer = await ask();
    expect(answer.textOf(0)).toBe('So far');
    expect(answer.error).toMatchObject({ code: 'upstream_invalid_response' });
    const [request] = upstream.requests;
    await request.closed;
  });

  it('bounds a frame before it is there', async () => {
    use(bedrockAt);
    const frame = bedrockFrame('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'So far' } });
    const tooLong = Buffer.from([0x04, 0, 0, 0]);
    upstream.next(
      head(200, { 'Content-Type': 'application/vnd.amazon.eventstream' }),
      bytes(frame),
      pause(10),
      bytes(tooLong),
    );
    const answer = await ask();
    expect(answer.textOf(0)).toBe('So far');
    expect(answer.error).toMatchObject({ code: 'upstream_invalid_response' });
  });

  it('ignores what comes after the end, and uses the connection again', async () => {
    use(anthropicAt);
    const end =
      anthropicEvent({ type: 'content_block_stop', index: 0 } as { type: string }) +
      anthropicEvent({
        type: 'message_delta',
        delta: { stop_reason: 'end_turn' },
        usage: { output_tokens: 2 },
      } as { type: string }) +
      anthropicEvent({ type: 'message_stop' });
    const whole = `${anthropicOpening}${anthropicText('Hi')}${end}`;
    upstream.always(head(200, EVENT_STREAM), bytes(whole + anthropicText(' again') + end), pause(5));
    const answers = [await ask()];
    // The connection is free once the upstream has ended its answer, a moment after the events have.
    await until('the connection is used again', async () => {
      answers.push(await ask());
      return upstream.requests.length > upstream.connections;
    });
    for (const answer of answers) expect(answer.sum().choices).toEqual([{ text: 'Hi', reason: 'stop' }]);
  });

  it.each(Object.entries(PROVIDERS))(
    'leaves nothing behind at %s, whenever the caller leaves',
    async (_, create) => {
      use(create);
      await provider!.warm?.();
      upstream.always(silence);
      for (let turns = 0; turns < 30; turns++) {
        const context = new GenerationContext(`request-${turns}`);
        const answer = new ObservedAnswer(provider!.generate(REQUEST, context));
        for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
        answer.leave();
      }
      // Whatever was under way has come to its end once a later request has.
      upstream.always(reply(500, {}));
      await ask();
      await until('every connection is closed', () => upstream.open <= 1);
    },
  );

  it('reports a refused connection as unreachable', async () => {
    const other = await ScriptedUpstream.start();
    const { port } = other;
    await other.stop();
    provider = anthropicAt(`http://127.0.0.1:${port}`);
    expect((await ask()).error).toMatchObject({ code: 'upstream_unreachable' });
  });

  it('refuses what the model cannot honour before anything is sent', async () => {
    use(anthropicAt);
    const { error } = await ask({ presence_penalty: 1 });
    expect(error).toMatchObject({ code: 'unsupported_value', param: 'presence_penalty' });
    expect(upstream.requests).toHaveLength(0);
  });

  it('leaves out what the model cannot honour where it was told to', async () => {
    use((origin) => anthropicAt(origin, { unsupported_parameters: 'drop' }));
    upstream.next(reply(500, {}));
    await ask({ presence_penalty: 1 });
    expect(upstream.requests[0].json).not.toHaveProperty('presence_penalty');
  });
});
