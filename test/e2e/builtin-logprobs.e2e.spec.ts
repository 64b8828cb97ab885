import { ask, type Reply } from '../support/client';
import { usageOf, user } from '../support/example-tools';
import { StartedApplication } from '../support/started-application';

afterAll(() => StartedApplication.closeAll());

describe('what the built-in model tells beside its text', () => {
  let service: StartedApplication;
  beforeAll(async () => {
    service = await StartedApplication.start();
  });
  const chat = (more: object): Promise<Reply> =>
    ask(service.url, { model: 'builtin', messages: [user('Was ist Rückstau? 😀 “Erkläre”')], ...more });

  it('are log probabilities that make sense, for each token', async () => {
    const wish = { logprobs: true, top_logprobs: 5, max_tokens: 60, seed: 3 };
    const { stream } = await chat({ ...wish, stream: true });
    const pieces = stream.chunks.flatMap(({ choices }) => choices.filter(({ delta }) => delta.content));
    const tokens = pieces.flatMap(({ logprobs }) => logprobs?.content ?? []);
    expect([pieces.length, tokens.map(({ token }) => token).join('')]).toEqual([60, stream.textOf()]);
    for (const { token, logprob, bytes, top_logprobs } of tokens) {
      expect(Buffer.from(bytes ?? []).toString()).toBe(token);
      expect(logprob).toBeLessThan(0);
      expect(top_logprobs).toHaveLength(5);
      expect(top_logprobs.map((one) => one.logprob)).toEqual(
        top_logprobs.map((one) => one.logprob).toSorted((a, b) => b - a),
      );
      expect(top_logprobs).toContainEqual({ token, logprob, bytes });
      expect(new Set(top_logprobs.map((one) => one.token)).size).toBe(5);
      expect(top_logprobs.reduce((sum, one) => sum + Math.exp(one.logprob), 0)).toBeLessThanOrEqual(1);
    }
    const { json } = await chat(wish);
    expect((json.choices as { logprobs: { content: unknown } }[])[0].logprobs.content).toEqual(tokens);
  });

  it('is nothing where nobody asked', async () => {
    const { stream } = await chat({ stream: true, max_tokens: 5 });
    expect(stream.chunks.every(({ choices }) => choices.every(({ logprobs }) => logprobs === null))).toBe(
      true,
    );
    const { body } = await chat({ max_tokens: 5 });
    expect(body).not.toContain('reasoning');
  });

  it('is its reasoning, where an effort asks for it', async () => {
    for (const [effort, thinks] of [
      ['none', false],
      ['minimal', false],
      ['low', true],
      ['max', true],
    ] as const) {
      const reply = await chat({ reasoning_effort: effort, seed: 1 });
      const usage = usageOf(reply);
      const [{ message }] = reply.json.choices as {
        message: { reasoning_content?: string; content: string };
      }[];
      expect(message.content.length).toBeGreaterThan(1_375);
      expect([
        Boolean(message.reasoning_content),
        (usage.completion_tokens_details?.reasoning_tokens ?? 0) > 0,
      ]).toEqual([thinks, thinks]);
    }
  });
});
