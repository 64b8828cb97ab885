import { ask, Conversation } from '../support/client';
import { helloWorld, roleChunk, stream, textChunk } from '../support/openai-chunks';
import { ScriptedUpstream } from '../support/scripted-upstream';
import { SpawnedService } from '../support/spawned-service';
import { until } from '../support/until';

const MESSAGES = [{ role: 'user', content: 'Hi' }];

describe('the configuration', () => {
  let upstream: ScriptedUpstream;
  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
  });
  afterEach(() => upstream.reset());
  afterAll(() => upstream.stop());

  const file = (models: object, more: object = {}): string =>
    JSON.stringify({
      providers: { up: { type: 'openai-compatible', base_url: upstream.baseUrl, api_key: '${KEY:-none}' } },
      models,
      ...more,
    });
  const target = (model: string) => ({ targets: [{ provider: 'up', model }] });

  it('sends requests where it says, with the key of the environment, and tells who answered', async () => {
    const service = await SpawnedService.start(
      { KEY: 'sk-1' },
      file({ smart: target('big'), '*': target('any') }, { defaults: { model: 'smart' } }),
    );
    upstream.always(...stream(...helloWorld));
    const answers = [];
    for (const model of ['smart', 'up/vendor/x', 'gpt-4o', undefined]) {
      const { headers, json } = await ask(service.url, { model, messages: MESSAGES });
      answers.push([json.model, headers['x-provider'], headers['x-model'], headers['x-attempts']]);
    }
    expect(answers).toEqual([
      ['smart', 'up', 'big', '1'],
      ['up/vendor/x', 'up', 'vendor/x', '1'],
      ['gpt-4o', 'up', 'any', '1'],
      ['smart', 'up', 'big', '1'],
    ]);
    expect(upstream.requests[0].headers.authorization).toBe('Bearer sk-1');
    expect(upstream.requests[0].path).toBe('/v1/chat/completions');
    await service.stop();
  });

  it('passes every parameter on, unknown ones too, and always asks for a stream and its usage', async () => {
    const service = await SpawnedService.start({}, file({ m: target('real') }));
    upstream.next(...stream(...helloWorld));
    const wish = {
      messages: MESSAGES,
      temperature: 0.5,
      top_p: 0.9,
      stop: 'x',
      seed: 7,
      max_completion_tokens: 50,
      logit_bias: { 1: 2 },
      metadata: { a: 'b' },
      user: 'u',
      top_k: 40,
      extra: { nested: [1] },
    };
    await ask(service.url, { model: 'm', ...wish });
    expect(upstream.requests[0].json).toEqual({
      ...wish,
      stop: ['x'],
      model: 'real',
      stream: true,
      stream_options: { include_usage: true },
    });
    await service.stop();
  });

  it('hides provider/model where it is told to', async () => {
    const service = await SpawnedService.start(
      {},
      file({ m: target('real') }, { expose_provider_models: false }),
    );
    const { status, json } = await ask(service.url, { model: 'up/real' });
    expect([status, json.error.code]).toEqual([404, 'model_not_found']);
    const list = (await (await fetch(`${service.url}/v1/models`)).json()) as { data: { id: string }[] };
    expect(list.data.map(({ id }) => id).sort()).toEqual(['builtin', 'm']);
    await service.stop();
  });

  it('is taken over while streams run, by SIGHUP and by itself, and refused where it is wrong', async () => {
    const service = await SpawnedService.start({ CONFIG_WATCH_INTERVAL: '50ms' }, file({ m: target('one') }));
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    upstream.next(
      ...stream(roleChunk, textChunk('Hello')),
      () => gate,
      ...stream(...helloWorld.slice(2)).slice(1),
    );
    const running = new Conversation(service.url, { stream: true });
    await until('the stream runs', () => running.received.includes('Hello'));

    service.configure(file({ m: target('two'), new: target('x') }));
    service.signal('SIGHUP');
    await service.logged(/Configuration reloaded/);
    upstream.always(...stream(...helloWorld));
    expect((await ask(service.url, { model: 'new' })).status).toBe(200);
    expect((await ask(service.url, {})).headers['x-model']).toBe('two');

    service.configure(file({ m: { targets: [{ provider: 'nobody', model: 'x' }] } }));
    await service.logged(/not reloaded.*nobody.* is not among the providers/);
    expect((await ask(service.url, {})).headers['x-model']).toBe('two');

    service.configure(file({ m: target('three') }));
    await until(
      'the last file is in force',
      async () => (await ask(service.url, {})).headers['x-model'] === 'three',
    );

    go();
    const { stream: seen } = await running.reply();
    expect([seen.textOf(), seen.errors, seen.data.at(-1)]).toEqual(['Hello world', [], '[DONE]']);
    await service.stop();
  });

  it('shows the breaker of a target that fails in /health, and stays ready', async () => {
    const service = await SpawnedService.start(
      {},
      file({ m: { ...target('real'), retries: 0, breaker: { failures: 2, cooldown: '1m' } } }),
    );
    upstream.always((answer) => answer.reset());
    for (let i = 0; i < 2; i++) await ask(service.url, {});
    const refused = await ask(service.url, {});
    expect([refused.status, refused.json.error.code, Number(refused.headers['retry-after'])]).toEqual([
      503,
      'overloaded',
      60,
    ]);
    const health = (await (await fetch(`${service.url}/health`)).json()) as {
      details: { targets: Record<string, unknown> };
    };
    expect(health.details.targets['up/real']).toMatchObject({ breaker: 'open', active: 0 });
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
    await service.stop();
  });
});

describe('two instances, one in front of the other', () => {
  let far: SpawnedService;
  let near: SpawnedService;
  beforeAll(async () => {
    far = await SpawnedService.start({ BUILTIN_FAULTS: 'on' });
    near = await SpawnedService.start({ OPENAI_BASE_URL: `${far.url}/v1` });
  });
  afterAll(() => Promise.all([near.stop(), far.stop()]));
  const wish = { messages: [{ role: 'user', content: 'What is back-pressure? \n "quoted" 😀' }], seed: 1 };

  it.each([true, false])('give the same answer with stream: %s', async (streamed) => {
    const options = streamed ? { stream_options: { include_usage: true } } : {};
    const [direct, through] = await Promise.all([
      ask(far.url, { ...wish, ...options, model: 'builtin', stream: streamed }),
      ask(near.url, { ...wish, ...options, model: 'openai/builtin', stream: streamed }),
    ]);
    if (streamed) {
      expect(through.stream.textOf()).toBe(direct.stream.textOf());
      expect([through.stream.usage, through.stream.finishReasons]).toEqual([
        direct.stream.usage,
        direct.stream.finishReasons,
      ]);
    } else {
      expect([through.json.choices, through.json.usage]).toEqual([direct.json.choices, direct.json.usage]);
    }
  });

  it("pass on the far one's refusal with its message and parameter", async () => {
    const { status, json } = await ask(near.url, { ...wish, model: 'openai/builtin', modalities: ['audio'] });
    expect([status, json.error.param]).toEqual([400, 'modalities']);
  });

  it('tell that the far one failed in the middle', async () => {
    const { stream: seen } = await ask(near.url, {
      ...wish,
      model: 'openai/builtin',
      stream: true,
      metadata: { fault: 'reset-after:5' },
    });
    expect([seen.errors.map(({ code }) => code), seen.data.at(-1), seen.textOf() !== '']).toEqual([
      ['upstream_failed'],
      '[DONE]',
      true,
    ]);
  });

  it('end together when the client leaves', async () => {
    const conversation = new Conversation(near.url, { ...wish, model: 'openai/builtin', stream: true });
    await until('the stream runs', () => conversation.received.includes('content'));
    conversation.leave();
    await far.logged(/"outcome":"client_left"/);
  });
});
