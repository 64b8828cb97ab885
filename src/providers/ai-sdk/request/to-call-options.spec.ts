import type { GenerationRequest } from '../../../generation/generation-request';
import { toCallOptions } from './to-call-options';

const TRAITS = { ownOptions: 'some', oneCallAtATime: { some: { serial: true } } };
const PROMPT = [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }];
const tools = [{ type: 'function', function: { name: 'f' } }];

const request = (more: Partial<GenerationRequest> = {}): GenerationRequest => ({
  ...{ model: 'm', messages: [{ role: 'user', content: 'Hello' }], choices: 1, stop: [], parameters: {} },
  ...more,
});
const options = (more: Partial<GenerationRequest> = {}, traits = TRAITS) =>
  toCallOptions(request(more), {}, traits);
const parameters = (given: Record<string, unknown>, traits = TRAITS) =>
  options({ parameters: given }, traits);

describe(toCallOptions.name, () => {
  it('says no more than it was asked', () => {
    expect(options()).toEqual({ prompt: PROMPT });
  });

  it('hands on everything that shapes an answer', () => {
    expect(
      options({
        ...{ maxTokens: 9, temperature: 0.5, topP: 0.9, seed: 7, stop: ['END'] },
        parameters: {
          ...{ presence_penalty: 0.1, frequency_penalty: -0.2, top_k: 40, reasoning_effort: 'low' },
          response_format: { type: 'json_schema', json_schema: { name: 'n', schema: { type: 'object' } } },
        },
      }),
    ).toEqual({
      prompt: PROMPT,
      ...{ maxOutputTokens: 9, temperature: 0.5, topP: 0.9, topK: 40, seed: 7, stopSequences: ['END'] },
      ...{ presencePenalty: 0.1, frequencyPenalty: -0.2, reasoning: 'low' },
      responseFormat: { type: 'json', name: 'n', schema: { type: 'object' } },
    });
  });

  it('leaves out what changes nothing', () => {
    const neutral = {
      ...{ presence_penalty: 0, frequency_penalty: 0, logprobs: false, logit_bias: {} },
      ...{ modalities: ['text'], verbosity: 'medium', response_format: { type: 'text' } },
      ...{ user: 'u', store: true, service_tier: 'auto', metadata: { a: 'b' }, tool_choice: 'none' },
      ...{ parallel_tool_calls: false, prompt_cache_key: 'k', function_call: 'auto' },
    };
    expect(options({ topP: 1, parameters: neutral })).toEqual({ prompt: PROMPT });
  });

  it('asks for one tool call at a time where that was asked and can be', () => {
    expect(parameters({ tools, parallel_tool_calls: false, safe: 1 }).providerOptions).toEqual({
      some: { serial: true, safe: 1 },
    });
    expect(parameters({ tools, parallel_tool_calls: true })).not.toHaveProperty('providerOptions');
    expect(() => parameters({ tools, parallel_tool_calls: false }, { ownOptions: 'some' } as never)).toThrow(
      expect.objectContaining({ param: 'parallel_tool_calls' }) as Error,
    );
  });

  it.each<[string, unknown, string]>([
    ['logprobs', true, 'unsupported_value'],
    ['logit_bias', { 50256: -100 }, 'unsupported_value'],
    ['verbosity', 'low', 'unsupported_value'],
    ['modalities', ['text', 'audio'], 'unsupported_value'],
    ['audio', { voice: 'alloy' }, 'unsupported_value'],
    ['web_search_options', {}, 'unsupported_value'],
    ['functions', [{ name: 'f' }], 'unsupported_value'],
    ['function_call', { name: 'f' }, 'unsupported_value'],
    ['top_k', 0, 'invalid_value'],
    ['top_k', '40', 'invalid_value'],
    ['provider_options', [], 'invalid_value'],
    ['provider_options', { anthropic: 'high' }, 'invalid_value'],
  ])('refuses %s of %j as %s', (param, value, code) => {
    expect(() => parameters({ [param]: value })).toThrow(expect.objectContaining({ code, param }) as Error);
  });

  it('refuses what a package would drop without a word', () => {
    expect(() => parameters({ tools }, { ...TRAITS, cannot: ['tools'] } as never)).toThrow(
      expect.objectContaining({ code: 'unsupported_value', param: 'tools' }) as Error,
    );
  });

  it('refuses more choices than one, whatever may be dropped', () => {
    const dropping = () => toCallOptions(request({ choices: 2 }), {}, TRAITS, true);
    expect(dropping).toThrow(expect.objectContaining({ code: 'unsupported_value', param: 'n' }) as Error);
  });

  it('leaves out what cannot be carried where it may be dropped', () => {
    const given = request({ parameters: { logprobs: true, functions: [{ name: 'f' }] } });
    expect(toCallOptions(given, {}, TRAITS, true)).toEqual({ prompt: PROMPT });
  });
});
