import type { GenerationRequest } from '../../src/generation/generation-request';
import type { Message } from '../../src/generation/message';
import type { Provider } from '../../src/providers/provider';
import { anthropicAt, bedrockAt, googleAt } from '../support/ai-sdk-providers';
import { askOnce, WEATHER_TOOL as TOOL } from '../support/ask-once';
import type { ObservedAnswer } from '../support/observed-answer';
import { ScriptedUpstream } from '../support/scripted-upstream';

const AFTER_A_CALL: Message[] = [
  { role: 'user', content: 'How is it in Bern?' },
  {
    role: 'assistant',
    tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } }],
  },
  { role: 'tool', tool_call_id: 'call_1', content: 'rain' },
];

describe('what a provider of the AI SDK refuses', () => {
  let upstream: ScriptedUpstream;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
  });
  afterAll(() => upstream.stop());

  /** The answer to a request that is never sent. */
  const refused = async (
    create: (origin: string) => Provider,
    request: Partial<GenerationRequest> = {},
  ): Promise<ObservedAnswer> => {
    const provider = create(`http://127.0.0.1:${upstream.port}`);
    const answer = await askOnce(provider, request);
    expect(upstream.connections).toBe(0);
    await provider.close?.();
    return answer;
  };

  const claude = 'claude-sonnet-4-5';
  it.each<[string, string, (origin: string) => Provider, string, Partial<GenerationRequest>]>([
    ['seed', 'Claude', anthropicAt, claude, { seed: 7 }],
    ['temperature', 'Claude above 1', anthropicAt, claude, { temperature: 1.5 }],
    ['top_p', 'Claude beside temperature', anthropicAt, claude, { temperature: 0.5, topP: 0.5 }],
    ['frequency_penalty', 'Claude', anthropicAt, claude, { parameters: { frequency_penalty: 1 } }],
    [
      'response_format',
      'Claude without a schema',
      anthropicAt,
      claude,
      { parameters: { response_format: { type: 'json_object' } } },
    ],
    ['temperature', 'Claude while it thinks', anthropicAt, claude, thinking({ temperature: 0.5 })],
    ['tool_choice', 'Claude while it thinks', anthropicAt, claude, thinking({}, 'required')],
    ['seed', 'Bedrock', bedrockAt, 'amazon.nova-pro-v1:0', { seed: 7 }],
    ['reasoning_effort', 'Nova', bedrockAt, 'amazon.nova-pro-v1:0', thinking({})],
    [
      'tools',
      'Bedrock for results of tools it is not told of',
      bedrockAt,
      'amazon.nova-pro-v1:0',
      { messages: AFTER_A_CALL },
    ],
    ['presence_penalty', 'Gemini 2.5', googleAt, 'gemini-2.5-flash', { parameters: { presence_penalty: 1 } }],
    [
      'parallel_tool_calls',
      'Gemini',
      googleAt,
      'gemini-2.5-flash',
      { parameters: { tools: [TOOL], parallel_tool_calls: false } },
    ],
  ])('is never sent where %s is not supported by %s', async (param, _, create, model, request) => {
    const answer = await refused(create, { ...request, model });
    expect(answer.error).toMatchObject({ code: 'unsupported_value', param, status: 400 });
  });

  it.each<[string, (origin: string) => Provider, Partial<GenerationRequest>]>([
    [
      'instructions in the middle, for Gemini',
      googleAt,
      {
        messages: [
          { role: 'user', content: 'Hello' },
          { role: 'system', content: 'Be brief.' },
        ],
      },
    ],
    [
      'a recording, for Claude',
      anthropicAt,
      {
        messages: [
          {
            role: 'user',
            content: [{ type: 'input_audio', input_audio: { data: 'AAAA', format: 'mp3' } }],
          },
        ],
      },
    ],
    ['a wrong type of an own parameter', anthropicAt, { parameters: { thinking: 'hard' } }],
  ])('is never sent with %s', async (_, create, request) => {
    const answer = await refused(create, request);
    expect(answer.error).toMatchObject({ status: 400 });
  });

  it('is nothing without credentials', async () => {
    const before = { ...process.env };
    for (const name of Object.keys(process.env).filter((one) => one.startsWith('AWS_'))) {
      delete process.env[name];
    }
    try {
      const none = { access_key_id: undefined, secret_access_key: undefined };
      const answer = await refused((origin) => bedrockAt(origin, none));
      expect(answer.error).toMatchObject({ code: 'upstream_auth' });
    } finally {
      process.env = before;
    }
  });
});

/** A request to a model that is to reason first. */
function thinking(more: Partial<GenerationRequest>, toolChoice?: string): Partial<GenerationRequest> {
  const tools = toolChoice === undefined ? {} : { tools: [TOOL], tool_choice: toolChoice };
  return { ...more, parameters: { reasoning_effort: 'low', ...tools } };
}
