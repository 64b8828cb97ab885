import type { GenerationRequest } from '../../src/generation/generation-request';
import type { Provider } from '../../src/providers/provider';
import { anthropicAt, bedrockAt, googleAt } from '../support/ai-sdk-providers';
import { askOnce, WEATHER_TOOL as TOOL } from '../support/ask-once';
import { ScriptedUpstream } from '../support/scripted-upstream';
import type { UpstreamRequest } from '../support/upstream-request';
import { reply } from '../support/upstream-script';

/** A conversation with everything in it. */
const CONVERSATION: Partial<GenerationRequest> = {
  messages: [
    { role: 'system', content: 'Be brief.' },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'How is it here?' },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } },
        { type: 'file', file: { file_data: 'data:application/pdf;base64,JVBERi0=', filename: 'a.pdf' } },
      ],
    },
    {
      role: 'assistant',
      content: 'I look.',
      tool_calls: [
        { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Bern"}' } },
      ],
    },
    { role: 'tool', tool_call_id: 'call_1', content: 'rain' },
    { role: 'user', content: 'And tomorrow?' },
  ],
  maxTokens: 500,
  stop: ['END'],
  parameters: { tools: [TOOL], tool_choice: 'required' },
};

describe('what a provider of the AI SDK is asked', () => {
  let upstream: ScriptedUpstream;
  let provider: Provider | undefined;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
  });
  beforeEach(() => upstream.always(reply(500, {})));
  afterEach(async () => {
    upstream.reset();
    await provider?.close?.();
  });
  afterAll(() => upstream.stop());

  /** What reaches an upstream that fails everything. */
  const sent = async (
    create: (origin: string, options?: object) => Provider,
    request: Partial<GenerationRequest>,
    options: object = {},
  ): Promise<UpstreamRequest> => {
    provider = create(`http://127.0.0.1:${upstream.port}`, options);
    const answer = await askOnce(provider, request);
    expect(answer.error).toMatchObject({ code: 'upstream_failed' });
    return upstream.requests[0];
  };

  it('is a message of Anthropic', async () => {
    const { path, headers, json } = await sent(anthropicAt, { ...CONVERSATION, model: 'claude-sonnet-4-5' });
    expect(path).toBe('/v1/messages');
    expect(headers).toMatchObject({ 'x-api-key': 'sk-ant-secret', 'anthropic-version': '2023-06-01' });
    const source = (media_type: string, data: string) => ({ type: 'base64', media_type, data });
    expect(json).toMatchObject({
      ...{ model: 'claude-sonnet-4-5', max_tokens: 500, stop_sequences: ['END'], stream: true },
      system: [{ type: 'text', text: 'Be brief.' }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'How is it here?' },
            { type: 'image', source: source('image/png', 'iVBORw0KGgo=') },
            { type: 'document', source: source('application/pdf', 'JVBERi0=') },
          ],
        },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'I look.' },
            { type: 'tool_use', id: 'call_1', name: 'get_weather', input: { city: 'Bern' } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'call_1', content: 'rain' },
            { type: 'text', text: 'And tomorrow?' },
          ],
        },
      ],
      tools: [{ name: 'get_weather', description: 'The weather.', input_schema: TOOL.function.parameters }],
      tool_choice: { type: 'any' },
    });
  });

  it('is content of Google', async () => {
    const { path, headers, json } = await sent(googleAt, { ...CONVERSATION, model: 'gemini-2.5-flash' });
    expect(path).toBe('/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse');
    expect(headers).toMatchObject({ 'x-goog-api-key': 'AIza-secret' });
    expect(json).toMatchObject({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        {
          role: 'user',
          parts: [
            { text: 'How is it here?' },
            { inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } },
            { inlineData: { mimeType: 'application/pdf', data: 'JVBERi0=' } },
          ],
        },
        {
          role: 'model',
          parts: [{ text: 'I look.' }, { functionCall: { name: 'get_weather', args: { city: 'Bern' } } }],
        },
        { role: 'user', parts: [{ functionResponse: { name: 'get_weather' } }] },
        { role: 'user', parts: [{ text: 'And tomorrow?' }] },
      ],
      generationConfig: { maxOutputTokens: 500, stopSequences: ['END'] },
      tools: [{ functionDeclarations: [{ name: 'get_weather', description: 'The weather.' }] }],
      toolConfig: { functionCallingConfig: { mode: 'ANY' } },
    });
  });

  it('is a conversation of Bedrock, signed', async () => {
    const model = 'eu.amazon.nova-pro-v1:0';
    const { path, headers, json } = await sent(bedrockAt, { ...CONVERSATION, model });
    expect(path).toBe(`/model/${encodeURIComponent(model)}/converse-stream`);
    expect(headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIA-secret\/\d{8}\/eu-central-1\/bedrock\/aws4_request, /,
    );
    expect(json).toMatchObject({
      system: [{ text: 'Be brief.' }],
      messages: [
        {
          role: 'user',
          content: [
            { text: 'How is it here?' },
            { image: { format: 'png', source: { bytes: 'iVBORw0KGgo=' } } },
            { document: { format: 'pdf', source: { bytes: 'JVBERi0=' } } },
          ],
        },
        {
          role: 'assistant',
          content: [
            { text: 'I look.' },
            { toolUse: { toolUseId: 'call_1', name: 'get_weather', input: { city: 'Bern' } } },
          ],
        },
        {
          role: 'user',
          content: [
            { toolResult: { toolUseId: 'call_1', content: [{ text: 'rain' }] } },
            { text: 'And tomorrow?' },
          ],
        },
      ],
      inferenceConfig: { maxTokens: 500, stopSequences: ['END'] },
      toolConfig: { toolChoice: { any: {} } },
    });
  });

  it('comes with a bearer token where Bedrock is given an API key', async () => {
    const { headers } = await sent(bedrockAt, {}, { api_key: 'bedrock-key' });
    expect(headers.authorization).toBe('Bearer bedrock-key');
  });

  it('comes with the headers of the configuration', async () => {
    const { headers } = await sent(anthropicAt, {}, { headers: { 'anthropic-beta': 'some-2026-01-01' } });
    expect(headers['anthropic-beta']).toBe('some-2026-01-01');
  });

  it.each<[string, (origin: string) => Provider, string, Partial<GenerationRequest>, object]>([
    [
      'thinking as Anthropic names it',
      anthropicAt,
      'claude-sonnet-4-5',
      { parameters: { thinking: { type: 'enabled', budget_tokens: 2_048 } } },
      { thinking: { type: 'enabled', budget_tokens: 2_048 } },
    ],
    [
      'an effort of reasoning, as a budget',
      anthropicAt,
      'claude-sonnet-4-5',
      { parameters: { reasoning_effort: 'low' } },
      { thinking: { type: 'enabled', budget_tokens: 6_400 } },
    ],
    [
      'one tool call at a time',
      anthropicAt,
      'claude-sonnet-4-5',
      { parameters: { tools: [TOOL], parallel_tool_calls: false } },
      { tool_choice: { type: 'auto', disable_parallel_tool_use: true } },
    ],
    [
      'a schema',
      googleAt,
      'gemini-2.5-flash',
      {
        parameters: {
          response_format: { type: 'json_schema', json_schema: { name: 'n', schema: { type: 'object' } } },
        },
      },
      { generationConfig: { responseMimeType: 'application/json', responseJsonSchema: { type: 'object' } } },
    ],
    [
      'thinking as Google names it',
      googleAt,
      'gemini-2.5-flash',
      { parameters: { thinking_config: { thinking_budget: 0, include_thoughts: true } } },
      { generationConfig: { thinkingConfig: { thinkingBudget: 0, includeThoughts: true } } },
    ],
    [
      'options to the letter',
      googleAt,
      'gemini-2.5-flash',
      { parameters: { provider_options: { google: { labels: { team_a: 'x' } } } } },
      { labels: { team_a: 'x' } },
    ],
    [
      'sampling',
      bedrockAt,
      'amazon.nova-pro-v1:0',
      { temperature: 0.2, topP: 0.5 },
      { inferenceConfig: { temperature: 0.2, topP: 0.5 } },
    ],
  ])('can be %s', async (_, create, model, request, expected) => {
    expect((await sent(create, { ...request, model })).json).toMatchObject(expected);
  });
});
