import type { SharedV4Warning } from '@ai-sdk/provider';
import { refusalOf } from './refusal-of';

const unsupported = (feature: string, details?: string): SharedV4Warning => ({
  type: 'unsupported',
  feature,
  details,
});

describe(refusalOf.name, () => {
  it.each([
    ['seed', 'seed'],
    ['topP', 'top_p'],
    ['topK', 'top_k'],
    ['stopSequences', 'stop'],
    ['responseFormat', 'response_format'],
    ['toolChoice', 'tool_choice'],
    ['tool anthropic.bash', 'tools'],
    ['reasoning', 'reasoning_effort'],
    ['maxOutputTokens', 'max_tokens'],
    ['providerOptions.anthropic.effort', 'providerOptions.anthropic.effort'],
  ])('names %s by the name that the caller knows: %s', (feature, param) => {
    expect(refusalOf([unsupported(feature)], { prompt: [] })).toMatchObject({
      ...{ code: 'unsupported_value', param },
      message: `This model does not support this value of '${param}'.`,
    });
  });

  it('says why, within bounds', () => {
    const refusal = refusalOf([unsupported('temperature', 'x'.repeat(1_000))], {
      prompt: [],
      temperature: 2,
    });
    expect(refusal?.message).toMatch(/^This model .*'temperature' \(x{300}\)\.$/);
  });

  it('takes the first of several', () => {
    const warnings = [{ type: 'other', message: 'hm' } as const, unsupported('seed'), unsupported('topK')];
    expect(refusalOf(warnings, { prompt: [] })?.param).toBe('seed');
  });

  it('refuses what is omitted because it is deprecated', () => {
    const omitted = {
      type: 'deprecated',
      setting: 'presencePenalty',
      message: 'It has been omitted.',
    } as const;
    expect(refusalOf([omitted], { prompt: [] })?.param).toBe('presence_penalty');
  });

  it.each<[string, SharedV4Warning[], number | undefined]>([
    ['nothing', [], undefined],
    [
      "a bound above the model's own",
      [unsupported('maxOutputTokens', 'have been limited to 64000.')],
      undefined,
    ],
    ["a temperature that is every model's default", [unsupported('temperature', 'ignored')], 1],
    ["a schema that a tool's arguments cannot be held to", [unsupported('strict', 'ignored')], undefined],
    ['the same in another way', [{ type: 'compatibility', feature: 'reasoning' }], undefined],
    ['a deprecated name', [{ type: 'deprecated', setting: 'x', message: 'Use y instead.' }], undefined],
    ['anything else', [{ type: 'other', message: 'Good to know.' }], undefined],
  ])('does not refuse %s', (_, warnings, temperature) => {
    expect(refusalOf(warnings, { prompt: [], temperature })).toBeUndefined();
  });
});
