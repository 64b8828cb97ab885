import { ask, type Reply } from '../support/client';
import { called, choicesOf, EMAIL, TOOLS, user, WEATHER } from '../support/example-tools';
import { StartedApplication } from '../support/started-application';

afterAll(() => StartedApplication.closeAll());

describe('the built-in model, offered tools', () => {
  let service: StartedApplication;
  beforeAll(async () => {
    service = await StartedApplication.start();
  });
  const chat = (content: string, more: object = {}): Promise<Reply> =>
    ask(service.url, { model: 'builtin', messages: [user(content)], tools: TOOLS, ...more });

  it.each([
    ['What is the weather in Paris?', [['get_weather', { city: 'Paris' }]]],
    [
      'weather in New York City in fahrenheit',
      [['get_weather', { city: 'New York City', unit: 'fahrenheit' }]],
    ],
    [
      'Weather in Paris and Berlin, please',
      [
        ['get_weather', { city: 'Paris' }],
        ['get_weather', { city: 'Berlin' }],
      ],
    ],
    [
      'Send an email to bob@example.com with the subject "Lunch". It is not urgent.',
      [['send_email', { to: 'bob@example.com', subject: 'Lunch', urgent: false }]],
    ],
    ['Take a note: `buy milk`', [['take_note', 'buy milk']]],
  ])('calls what is plainly asked for: %j', async (prompt, calls) => {
    const reply = await chat(prompt);
    expect([reply.status, called(reply)]).toEqual([200, calls]);
    expect(choicesOf(reply)[0]).toMatchObject({ finish_reason: 'tool_calls', message: { content: null } });
  });

  it.each([
    'What is back-pressure?',
    'Explain how weather forecasts are made',
    'Write a poem',
    'Hello',
    '?',
    '天気',
  ])('answers in text what asks for none of them: %j', async (prompt) => {
    const [{ message, finish_reason }] = choicesOf(await chat(prompt));
    expect([message.tool_calls, finish_reason]).toEqual([undefined, 'stop']);
    expect(message.content?.length).toBeGreaterThan(1_375);
  });

  it('makes one call where parallel ones are ruled out, and none where calls are', async () => {
    const prompt = 'Weather in Paris and Berlin';
    expect(called(await chat(prompt, { parallel_tool_calls: false }))).toHaveLength(1);
    expect(called(await chat(prompt, { tool_choice: 'none' }))).toEqual([]);
  });

  it.each([
    ['required', ['get_weather']],
    [{ type: 'function', function: { name: 'send_email' } }, ['send_email']],
    [{ type: 'custom', custom: { name: 'take_note' } }, ['take_note']],
    [{ type: 'allowed_tools', allowed_tools: { mode: 'required', tools: [EMAIL] } }, ['send_email']],
    [{ type: 'allowed_tools', allowed_tools: { mode: 'auto', tools: [EMAIL] } }, []],
  ])('must call, and calls, with the choice %j', async (tool_choice, names) => {
    const reply = await chat('Hello', { tool_choice });
    expect(called(reply).map(([name]) => name)).toEqual(names);
  });

  it.each([
    ['tool_choice', { tool_choice: { type: 'function', function: { name: 'nobody' } } }, 'invalid_value'],
    ['tool_choice', { tool_choice: { type: 'custom', custom: { name: 'get_weather' } } }, 'invalid_value'],
    [
      'tool_choice',
      {
        tool_choice: {
          type: 'allowed_tools',
          allowed_tools: { mode: 'auto', tools: [{ type: 'function', function: { name: 'x' } }] },
        },
      },
      'invalid_value',
    ],
    [
      'tools[0].function.parameters',
      {
        tools: [
          {
            type: 'function',
            function: { name: 'f', parameters: { properties: { a: false }, required: ['a'] } },
          },
        ],
        tool_choice: 'required',
      },
      'unsupported_value',
    ],
    [
      'tools[0].custom.format',
      {
        tools: [
          {
            type: 'custom',
            custom: {
              name: 'f',
              format: { type: 'grammar', grammar: { syntax: 'lark', definition: 'start: "a"' } },
            },
          },
        ],
        tool_choice: 'required',
      },
      'unsupported_value',
    ],
    [
      'function_call',
      { tools: undefined, functions: [WEATHER.function], function_call: { name: 'get_weather' } },
      'unsupported_value',
    ],
  ])('refuses with %s', async (param, wish, code) => {
    for (const stream of [false, true]) {
      const { status, json } = await chat('Hello', { ...wish, stream });
      expect([status, json.error]).toMatchObject([400, { code, param, type: 'invalid_request_error' }]);
    }
  });

  it('keeps to a grammar that is a regular expression', async () => {
    const format = { type: 'grammar', grammar: { syntax: 'regex', definition: '[A-Z]{2}-\\d{4}' } };
    const tools = [{ type: 'custom', custom: { name: 'ticket', format } }];
    const [[, input]] = called(await chat('Hello', { tools, tool_choice: 'required' }));
    expect(input).toMatch(/^[A-Z]{2}-\d{4}$/);
  });

  it('streams a call: its head first, then its arguments piece by piece, for each choice', async () => {
    const { stream } = await chat('Weather in Paris and Berlin', { n: 2, stream: true });
    for (const choice of [0, 1]) {
      const pieces = stream.chunks.flatMap(({ choices }) =>
        choices.filter(({ index }) => index === choice).flatMap(({ delta }) => delta.tool_calls ?? []),
      );
      for (const call of [0, 1]) {
        const [head, ...rest] = pieces.filter(({ index }) => index === call);
        expect(head).toMatchObject({
          id: expect.stringMatching(/^call_\w{24}$/) as string,
          type: 'function',
          function: { name: 'get_weather', arguments: '' },
        });
        expect(rest.length).toBeGreaterThan(3);
        expect(rest.every(({ id, function: piece }) => id === undefined && piece?.name === undefined)).toBe(
          true,
        );
        const text = rest.map(({ function: piece }) => piece?.arguments).join('');
        expect(JSON.parse(text)).toEqual({ city: ['Paris', 'Berlin'][call] });
      }
    }
    expect([stream.finishReasons, stream.data.at(-1)]).toEqual([['tool_calls', 'tool_calls'], '[DONE]']);
  });
});
