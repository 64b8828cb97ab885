import { toUsage } from './to-usage';

const usage = (input: object, output: object) =>
  toUsage({ inputTokens: input, outputTokens: output } as Parameters<typeof toUsage>[0], 402, 5);

describe(toUsage.name, () => {
  it('takes totals and their details', () => {
    expect(
      usage({ total: 100, noCache: 20, cacheRead: 70, cacheWrite: 10 }, { total: 30, reasoning: 12 }),
    ).toEqual({ promptTokens: 100, completionTokens: 30, cachedTokens: 70, reasoningTokens: 12 });
  });

  it('leaves out details that are nothing', () => {
    expect(usage({ total: 100, cacheRead: 0 }, { total: 30, reasoning: 0 })).toEqual({
      promptTokens: 100,
      completionTokens: 30,
    });
  });

  it('estimates where the provider counts nothing', () => {
    expect(usage({}, {})).toEqual({ promptTokens: 101, completionTokens: 5, estimated: true });
  });
});
