import { ask, type Reply } from '../support/client';
import { StartedApplication } from '../support/started-application';

const user = (content: string) => ({ role: 'user', content });
const said = ({ json }: Reply, choice = 0): string =>
  (json.choices as { message: { content: string } }[])[choice].message.content;

/** Prompts of the handbook and beside it, in several languages, and hardly any prompt at all. */
const PROMPTS = [
  'Explain streaming APIs',
  'SSE or WebSocket?',
  'What is back-pressure?',
  'How do I deploy this behind nginx?',
  'Write a poem about the sea',
  'Wie backe ich ein Sauerteigbrot?',
  'Quelle est la capitale de la France ?',
  '请写一首关于春天的诗',
  'ストリーミングとは何ですか？',
  'اشرح لي كيف تعمل الطائرات',
  'Почему небо голубое?',
  'def f(x): return x +',
  '?',
  '😀',
  'a',
  '\u0000\u0001',
  'the and of to',
  '</script><b>"quoted" \\ back\\slash',
];

afterAll(() => StartedApplication.closeAll());

describe('an answer of the built-in model', () => {
  let service: StartedApplication;
  beforeAll(async () => {
    service = await StartedApplication.start();
  });
  const chat = (content: string, more: object = {}): Promise<Reply> =>
    ask(service.url, { model: 'builtin', messages: [user(content)], ...more });

  it.each(PROMPTS)('is long, and comes in many pieces: %j', async (prompt) => {
    const { status, stream } = await chat(prompt, { stream: true });
    const pieces = stream.chunks.filter(({ choices }) => choices[0].delta.content);
    expect([status, stream.finishReasons, stream.data.at(-1)]).toEqual([200, ['stop'], '[DONE]']);
    expect(stream.textOf().length).toBeGreaterThan(1_375);
    expect(pieces.length).toBeGreaterThan(100);
  });

  it('is another one for each prompt', async () => {
    const texts = await Promise.all(PROMPTS.map(async (prompt) => said(await chat(prompt, { seed: 1 }))));
    expect(new Set(texts).size).toBe(PROMPTS.length);
  });

  it('is the same to the byte for the same seed, but for its id and time', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(async () => {
        const { body } = await chat('Explain streaming APIs', { stream: true, seed: 42, temperature: 1.5 });
        return body.replace(/"id":"[^"]+"/g, '').replace(/"created":\d+/g, '');
      }),
    );
    expect(one).toBe(other);
    expect(said(await chat('Write a poem', { seed: 1 }))).not.toBe(
      said(await chat('Write a poem', { seed: 2 })),
    );
  });

  it('has choices that are phrased on their own', async () => {
    const reply = await chat('Write a poem about the sea', { n: 3, seed: 1 });
    expect(new Set([0, 1, 2].map((choice) => said(reply, choice))).size).toBeGreaterThan(1);
    const { stream } = await chat('Write a poem about the sea', { n: 3, seed: 1, stream: true });
    for (const choice of [0, 1, 2]) expect(stream.textOf(choice)).toBe(said(reply, choice));
  });

  it('does not vary at temperature 0', async () => {
    const texts = await Promise.all(
      Array.from({ length: 5 }, async (_, seed) => said(await chat('banana', { seed, temperature: 0 }))),
    );
    expect(new Set(texts).size).toBe(1);
  });

  it.each(['max_tokens', 'max_completion_tokens'])('ends after %s', async (parameter) => {
    const whole = said(await chat('Explain streaming APIs', { seed: 1 }));
    for (const limit of [1, 7, 100]) {
      const { json } = await chat('Explain streaming APIs', { seed: 1, [parameter]: limit });
      expect(json).toMatchObject({
        choices: [{ finish_reason: 'length' }],
        usage: { completion_tokens: limit },
      });
      const cut = (json.choices as { message: { content: string } }[])[0].message.content;
      expect([whole.startsWith(cut), cut.length > 0]).toEqual([true, true]);
    }
  });

  it('ends ahead of the first of its stop texts, also where one lies across tokens', async () => {
    const whole = said(await chat('Explain streaming APIs', { seed: 1 }));
    const across = whole.slice(198, 213);
    for (const stop of [across, ['nowhere to be found', across], [across, whole.slice(400, 410)]]) {
      for (const stream of [true, false]) {
        const reply = await chat('Explain streaming APIs', { seed: 1, stop, stream });
        const text = stream ? reply.stream.textOf() : said(reply);
        expect(text).toBe(whole.slice(0, whole.indexOf(across)));
      }
    }
  });

  it('is empty where the stop text is what it begins with, and still ends well', async () => {
    const whole = said(await chat('Explain streaming APIs', { seed: 1 }));
    const { stream } = await chat('Explain streaming APIs', { seed: 1, stop: whole[0], stream: true });
    expect([stream.textOf(), stream.finishReasons, stream.data.at(-1)]).toEqual(['', ['stop'], '[DONE]']);
  });

  it('counts the same tokens in both kinds of answer', async () => {
    const wish = { seed: 1, n: 2, max_tokens: 50 };
    const { stream } = await chat('Hi', { ...wish, stream: true, stream_options: { include_usage: true } });
    const { json } = await chat('Hi', wish);
    expect(stream.usage).toEqual(json.usage);
    expect(json.usage).toMatchObject({ completion_tokens: 100 });
  });

  it('answers the last user turn, in its context', async () => {
    const first = user('How do I deploy a streaming API behind nginx?');
    const assistant = { role: 'assistant', content: 'Switch its buffering off.' };
    const conversation = (last: string) =>
      ask(service.url, {
        model: 'builtin',
        seed: 1,
        messages: [{ role: 'system', content: 'Be kind.' }, first, assistant, user(last)],
      });
    const changed = said(await conversation('What is back-pressure?'));
    expect(changed).toMatch(/back-?pressure/i);
    expect(changed).not.toBe(said(await chat('How do I deploy a streaming API behind nginx?', { seed: 1 })));
    expect(said(await conversation('and in Kubernetes?'))).toMatch(/kubernetes/i);
  });

  it('reads a turn that comes in parts', async () => {
    const parts = [
      { type: 'text', text: 'What is ' },
      { type: 'text', text: 'back-pressure?' },
    ];
    const { json } = await ask(service.url, {
      model: 'builtin',
      messages: [{ role: 'user', content: parts }],
    });
    expect(JSON.stringify(json.choices)).toMatch(/back-?pressure/i);
  });

  it.each([
    ['no user turn', [{ role: 'system', content: 'You are a poet.' }]],
    ['an empty turn', [user('')]],
    ['blanks only', [user(' \n ')]],
    [
      'a tool that has been called',
      [
        user('What time is it?'),
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'clock', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'call_1', content: '12:00' },
      ],
    ],
    ['a hundred turns', Array.from({ length: 100 }, (_, i) => user(`Turn ${i}`))],
  ])('answers %s', async (_, messages) => {
    const reply = await ask(service.url, { model: 'builtin', messages });
    expect([reply.status, said(reply).length > 1_375]).toEqual([200, true]);
  });
});

describe('the pace of the built-in model', () => {
  it('delivers an answer as it is made', async () => {
    const service = await StartedApplication.start({ BUILTIN_TOKENS_PER_SECOND: '100' });
    const response = await service.post({ messages: [user('Hi')], stream: true, max_tokens: 60 });
    const reads: number[] = [];
    let running = 0;
    for await (const bytes of response.body as AsyncIterable<Uint8Array>) {
      reads.push(bytes.length);
      if (reads.length === 2) running = await service.activeStreams();
    }
    expect(running).toBe(1);
    expect(reads.length).toBeGreaterThan(10);
    await service.close();
  });
});
