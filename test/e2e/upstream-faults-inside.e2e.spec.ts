import { ask } from '../support/client';
import {
  done,
  helloWorld,
  message,
  roleChunk,
  stream,
  textChunk,
  usageChunk,
} from '../support/openai-chunks';
import { ScriptedUpstream, type Step } from '../support/scripted-upstream';
import { SpawnedService } from '../support/spawned-service';
import { byteByByte, bytes, cut, pause, reset, silence, streamHead } from '../support/upstream-script';

const opening = [roleChunk, textChunk('Hello')];
/** Long enough for the text before it to be read on its own, were it to be lost otherwise. */
const breath = pause(20);

interface Fault {
  readonly name: string;
  readonly steps: Step[];
  readonly model: string;
  readonly status: number;
  readonly type: string;
  readonly code: string;
}
const failing = (name: string, code: string, ...steps: Step[]): Fault => ({
  name,
  steps,
  ...(code.endsWith('_timeout')
    ? { model: 'impatient', status: 504, type: 'timeout_error' }
    : { model: 'm', status: 502, type: 'upstream_error' }),
  code,
});

const errorEvent = message({ error: { message: 'CUDA error at worker 3', type: 'server_error', code: 500 } });

const FAULTS: Fault[] = [
  failing('an error event', 'upstream_failed', ...stream(...opening, errorEvent)),
  failing(
    'an error event and more text',
    'upstream_failed',
    ...stream(...opening, errorEvent, ...helloWorld),
  ),
  failing('an error of bare text', 'upstream_failed', ...stream(...opening, message({ error: 'gone' }))),
  failing('a reset', 'upstream_failed', ...stream(...opening), breath, reset),
  failing('a closed connection', 'upstream_failed', ...stream(...opening), breath, cut),
  failing('an end in good order', 'upstream_invalid_response', ...stream(...opening)),
  failing('an end within an event', 'upstream_invalid_response', ...stream(...opening, 'data: {"choi')),
  failing('[DONE] without a finish', 'upstream_invalid_response', ...stream(...opening, usageChunk, done)),
  failing('a stall', 'idle_timeout', ...stream(...opening), silence),
  failing('comments and nothing else', 'idle_timeout', ...stream(...opening), async (answer) => {
    while (!answer.isClosed) {
      await answer.body(': still here\n\n');
      await answer.pause(50);
    }
  }),
  failing('broken JSON', 'upstream_invalid_response', ...stream(...opening, 'data: {"choices":[{"del\n\n')),
  failing('JSON that is no chunk', 'upstream_invalid_response', ...stream(...opening, 'data: 42\n\n')),
  failing(
    'text that is no text',
    'upstream_invalid_response',
    ...stream(...opening, message({ choices: [{ index: 0, delta: { content: { a: 1 } } }] })),
  ),
  failing(
    'a choice that nobody asked for',
    'upstream_invalid_response',
    ...stream(...opening, message({ choices: [{ index: 7, delta: { content: 'x' } }] })),
  ),
  failing(
    'a content-length longer than the body',
    'upstream_failed',
    streamHead(100_000),
    ...opening.map(bytes),
    breath,
    cut,
  ),
  failing(
    'a chunk of the transfer that is none',
    'upstream_invalid_response',
    ...stream(...opening),
    breath,
    (answer) => answer.raw('zz\r\n'),
    silence,
  ),
];

const WHOLE: [name: string, steps: Step[]][] = [
  ['all that belongs to it', stream(...helloWorld)],
  ['no [DONE]', stream(...helloWorld.slice(0, -1))],
  ['no usage and no [DONE]', stream(...helloWorld.slice(0, -2))],
  ['no [DONE], and then a reset', [...stream(...helloWorld.slice(0, -1)), breath, reset]],
  ['no [DONE], and then silence', [...stream(...helloWorld.slice(0, -1)), silence]],
  ['data after [DONE]', stream(...helloWorld, textChunk(' again'), 'data: {broken\n\n', ...helloWorld)],
  ['an error after [DONE]', stream(...helloWorld, errorEvent)],
  ['text after its finish', stream(...helloWorld.slice(0, 4), textChunk(' again'), usageChunk, done)],
  ['every byte in a write of its own', [streamHead(), byteByByte(helloWorld.join(''))]],
  ['all of it in one write', [streamHead(), bytes(helloWorld.join(''))]],
  ['its body until the connection ends', [streamHead('close'), bytes(helloWorld.join(''))]],
  ['a content-length longer than its body', [streamHead(100_000), bytes(helloWorld.join('')), breath, cut]],
];

describe('an upstream inside of its answer', () => {
  let upstream: ScriptedUpstream;
  let service: SpawnedService;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    const configuration = {
      providers: {
        up: { type: 'openai-compatible', base_url: upstream.baseUrl, api_key: 'sk-secret-0123456789' },
      },
      models: {
        m: { targets: [{ provider: 'up', model: 'real' }], retries: 0 },
        // Only where silence is the fault: a busy machine pauses for longer than this.
        impatient: { targets: [{ provider: 'up', model: 'real' }], retries: 0, timeouts: { idle: '300ms' } },
      },
      // A breaker that opened would answer for the upstream.
      defaults: { breaker: { failures: 1_000 } },
    };
    service = await SpawnedService.start({}, JSON.stringify(configuration));
  });
  afterEach(() => upstream.reset());
  afterAll(async () => {
    await service.stop();
    await upstream.stop();
  });

  describe('that fails', () => {
    it.each(FAULTS)(
      'streams what was said, one error and [DONE]: $name',
      async ({ steps, model, type, code }) => {
        upstream.next(...steps);
        const { status, stream, body } = await ask(service.url, { stream: true, model });
        expect(status).toBe(200);
        expect(stream.textOf()).toBe('Hello');
        expect(stream.errors).toHaveLength(1);
        expect(stream.errors[0]).toEqual({ message: expect.any(String) as string, type, param: null, code });
        expect(stream.finishReasons).toEqual([]);
        // Role, text, error, terminator, and nothing else.
        expect(stream.data).toHaveLength(4);
        expect(stream.data.at(-2)).toContain('"error"');
        expect(stream.data.at(-1)).toBe('[DONE]');
        expect(body).not.toMatch(/sk-secret|127\.0\.0\.1|CUDA|JSON at position/);
      },
    );

    it.each(FAULTS)('answers a collecting caller with a true status: $name', async (fault) => {
      upstream.next(...fault.steps);
      const { status, json } = await ask(service.url, { stream: false, model: fault.model });
      expect({ status, type: json.error.type, code: json.error.code }).toEqual({
        status: fault.status,
        type: fault.type,
        code: fault.code,
      });
    });

    it('closes the connection of an answer that it gave up', async () => {
      upstream.next(...stream(...opening, 'data: {broken\n\n'), silence);
      await ask(service.url, { stream: true });
      await upstream.requests[0].closed;
    });

    it('tells the prompt dialect in its own form', async () => {
      upstream.next(...stream(...opening));
      const { stream: received } = await ask(service.url, {
        messages: undefined,
        prompt: 'Hello',
        stream: true,
      });
      expect(JSON.parse(received.data.at(-2) ?? '')).toEqual({
        error: expect.any(String) as string,
        code: 502,
      });
      expect(received.data.at(-1)).toBe('[DONE]');
    });
  });

  describe('that is whole', () => {
    it.each(WHOLE)('streams it to its finish: %s', async (_, steps) => {
      upstream.next(...steps);
      const { status, stream } = await ask(service.url, {
        stream: true,
        stream_options: { include_usage: true },
      });
      expect(status).toBe(200);
      expect(stream.textOf()).toBe('Hello world');
      expect(stream.errors).toEqual([]);
      expect(stream.finishReasons).toEqual(['stop']);
      expect(stream.usage).toMatchObject({ completion_tokens: 2 });
      // Role, two texts, finish, usage, terminator.
      expect(stream.data).toHaveLength(6);
      expect(stream.data.at(-1)).toBe('[DONE]');
    });

    it.each(WHOLE)('collects it: %s', async (_, steps) => {
      upstream.next(...steps);
      const { status, json } = await ask(service.url, { stream: false });
      expect(status).toBe(200);
      expect(json).toMatchObject({
        object: 'chat.completion',
        model: 'm',
        choices: [{ message: { role: 'assistant', content: 'Hello world' }, finish_reason: 'stop' }],
        usage: { completion_tokens: 2 },
      });
    });
  });

  it('reports an error as an event once a keep-alive comment has committed the status', async () => {
    const patient = await SpawnedService.start(
      { KEEP_ALIVE_INTERVAL: '100ms' },
      JSON.stringify({
        providers: { up: { type: 'openai-compatible', base_url: upstream.baseUrl } },
        models: {
          m: {
            targets: [{ provider: 'up', model: 'real' }],
            retries: 0,
            timeouts: { first_token: '600ms' },
          },
        },
      }),
    );
    upstream.next(silence);
    const { status, stream, body } = await ask(patient.url, { stream: true });
    expect(status).toBe(200);
    expect(body).toMatch(/^: keep-alive\n\n/);
    expect(stream.errors).toMatchObject([{ code: 'first_token_timeout', type: 'timeout_error' }]);
    expect(stream.data).toHaveLength(2);
    expect(stream.data.at(-1)).toBe('[DONE]');
    await patient.stop();
  });
});
