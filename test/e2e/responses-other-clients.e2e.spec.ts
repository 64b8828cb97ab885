import { createOpenAI } from '@ai-sdk/openai';
import { ChatOpenAI } from '@langchain/openai';
import { generateText, isStepCount, jsonSchema, streamText, tool } from 'ai';
import { roleChunk, stream, textChunk } from '../support/openai-chunks';
import { calls, end, texts } from '../support/response-answers';
import { ScriptedUpstream } from '../support/scripted-upstream';
import { SpawnedService } from '../support/spawned-service';

describe('other clients of the Responses API', () => {
  let upstream: ScriptedUpstream;
  let service: SpawnedService;
  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    service = await SpawnedService.start(
      {},
      JSON.stringify({
        providers: { up: { type: 'openai-compatible', base_url: upstream.baseUrl } },
        models: { m: { targets: [{ provider: 'up', model: 'real' }], retries: 0 } },
      }),
    );
  });
  afterEach(() => upstream.reset());
  afterAll(async () => {
    await service.stop();
    await upstream.stop();
  });

  const aiSdk = () => createOpenAI({ baseURL: `${service.url}/v1`, apiKey: 'none' }).responses('m');
  const look = tool({
    description: 'Looks.',
    inputSchema: jsonSchema<{ at?: string }>({ type: 'object', properties: { at: { type: 'string' } } }),
    execute: ({ at = 'nothing' }) => `saw ${at}`,
  });

  it('are streamed to: the AI SDK', async () => {
    upstream.next(...stream(roleChunk, ...texts, ...end('stop')));
    const result = streamText({ model: aiSdk(), prompt: 'Hello' });
    let text = '';
    for await (const piece of result.textStream) text += piece;
    expect(text).toBe('Say "hi"\n\u{1f600}');
    expect(await result.finishReason).toBe('stop');
    expect(await result.usage).toMatchObject({ inputTokens: 7, outputTokens: 2 });
  });

  it('call tools in turns: the AI SDK, which refers to earlier items by their ids', async () => {
    upstream.next(...stream(roleChunk, textChunk('Let me see.'), ...calls, ...end('tool_calls')));
    upstream.next(...stream(roleChunk, textChunk('A wall.'), ...end('stop')));
    const { text, steps } = await generateText({
      ...{ model: aiSdk(), prompt: 'Look.', tools: { look }, stopWhen: isStepCount(3), maxRetries: 0 },
    });
    expect([text, steps.length]).toEqual(['A wall.', 2]);
    expect(upstream.requests[1].json.messages).toMatchObject([
      { role: 'user', content: 'Look.' },
      { role: 'assistant', content: 'Let me see.', tool_calls: [{ id: 'call_a' }, { id: 'call_b' }] },
      { role: 'tool', tool_call_id: 'call_a', content: 'saw a' },
      { role: 'tool', tool_call_id: 'call_b', content: 'saw nothing' },
    ]);
  });

  it('are streamed to and call tools: LangChain', async () => {
    const model = new ChatOpenAI({
      ...{ model: 'm', apiKey: 'none', useResponsesApi: true, maxRetries: 0 },
      configuration: { baseURL: `${service.url}/v1` },
    });
    upstream.next(...stream(roleChunk, ...texts, ...end('stop')));
    let text = '';
    for await (const chunk of await model.stream('Hello')) text += chunk.text;
    expect(text).toBe('Say "hi"\n\u{1f600}');
    upstream.next(...stream(roleChunk, ...calls, ...end('tool_calls')));
    const definition = { name: 'look', description: 'Looks.', schema: { type: 'object', properties: {} } };
    const { tool_calls } = await model.bindTools([definition]).invoke('Look.');
    expect(tool_calls).toMatchObject([
      { id: 'call_a', name: 'look', args: { at: 'a' } },
      { id: 'call_b', name: 'look', args: {} },
    ]);
  });
});
