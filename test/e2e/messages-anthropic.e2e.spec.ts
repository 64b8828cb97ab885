import Anthropic from '@anthropic-ai/sdk';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScriptedUpstream } from '../support/scripted-upstream';
import { SpawnedService } from '../support/spawned-service';
import { bytes, streamHead } from '../support/upstream-script';

const recording = (name: string): Buffer =>
  readFileSync(join(__dirname, '..', 'fixtures', 'anthropic', `${name}.sse`));
const HI: Anthropic.MessageParam = { role: 'user', content: '27 by 9?' };
const WISH = {
  model: 'm',
  max_tokens: 4_000,
  thinking: { type: 'enabled', budget_tokens: 2_000 },
  messages: [HI],
} satisfies Anthropic.MessageCreateParamsNonStreaming;

describe('POST /v1/messages, in front of Anthropic', () => {
  let upstream: ScriptedUpstream;
  let service: SpawnedService;
  let client: Anthropic;
  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    service = await SpawnedService.start(
      {},
      JSON.stringify({
        providers: { claude: { type: 'anthropic', base_url: upstream.baseUrl, api_key: 'sk-1' } },
        models: { m: { targets: [{ provider: 'claude', model: 'claude-sonnet-5' }], retries: 0 } },
      }),
    );
    client = new Anthropic({ baseURL: service.url, apiKey: 'none', maxRetries: 0 });
  });
  afterEach(() => upstream.reset());
  afterAll(async () => {
    await service.stop();
    await upstream.stop();
  });

  it('takes signed thinking to the client, and back with the next turn', async () => {
    upstream.always(streamHead(), bytes(recording('thinking')));
    const streamed = await client.messages.stream(WISH).finalMessage();
    const thought = [
      { type: 'thinking', thinking: '27 is 3 times 9.', signature: 'EqQBCgIYAhIM1gbcDa9GJwZA2b3h' },
      { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix' },
    ];
    expect(streamed.content).toEqual([...thought, { type: 'text', text: '3 × 9' }]);
    expect((await client.messages.create(WISH)).content).toEqual(streamed.content);
    const messages: Anthropic.MessageParam[] = [
      HI,
      { role: 'assistant', content: streamed.content },
      { role: 'user', content: 'And?' },
    ];
    await client.messages.create({ ...WISH, messages });
    const [, { content }] = (upstream.requests[2].json as { messages: { content: object[] }[] }).messages;
    expect(content).toMatchObject([...thought, { type: 'text', text: '3 × 9' }]);
  });

  it('says which stop sequence ended the answer', async () => {
    upstream.always(streamHead(), bytes(recording('stop-sequence')));
    const wish = { ...WISH, stop_sequences: ['END'] };
    const whole = await client.messages.create(wish);
    const streamed = await client.messages.stream(wish).finalMessage();
    expect(whole.stop_reason).toBe('stop_sequence');
    expect([streamed.stop_reason, streamed.stop_sequence]).toEqual([whole.stop_reason, whole.stop_sequence]);
    expect(recording('stop-sequence').toString()).toContain(`"stop_sequence":"${whole.stop_sequence}"`);
  });
});
