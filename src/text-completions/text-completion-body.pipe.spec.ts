import type { Settings } from '../config/settings';
import { GenerationError } from '../generation/generation-error';
import { TextCompletionBodyPipe } from './text-completion-body.pipe';

const pipe = new TextCompletionBodyPipe({ limits: { choices: 8 } } as Settings);

function failureOf(body: object): [code: string, param: string | null] {
  try {
    pipe.transform(body);
  } catch (error) {
    if (error instanceof GenerationError) return [error.code, error.param];
  }
  throw new Error('It was accepted.');
}

describe(TextCompletionBodyPipe.name, () => {
  it.each([
    [{ prompt: 'a' }],
    [{ prompt: ['a', 'b'], n: 4 }],
    [{ prompt: '', suffix: '', best_of: null, max_tokens: null }],
    [{ prompt: 'a', n: 2, best_of: 2, logprobs: 5, echo: false }],
    [{ prompt: 'a', something: 'else' }],
  ])('accepts %j', (body) => {
    expect(pipe.transform(body)).toMatchObject(body);
  });

  it.each<[string, string, object]>([
    ['missing_required_parameter', 'prompt', {}],
    ['invalid_value', 'prompt', { prompt: [] }],
    ['invalid_value', 'prompt', { prompt: ['a', null] }],
    ['unsupported_value', 'prompt', { prompt: [1, 2] }],
    ['unsupported_value', 'prompt', { prompt: [[1], [2]] }],
    ['invalid_value', 'prompt', { prompt: ['a', 'b', 'c'], n: 3 }],
    ['invalid_value', 'n', { prompt: 'a', n: 9 }],
    ['invalid_value', 'messages', { prompt: 'a', messages: [] }],
    ['invalid_value', 'logprobs', { prompt: 'a', logprobs: 6 }],
    ['invalid_value', 'max_tokens', { prompt: 'a', max_tokens: 0 }],
    ['invalid_value', 'stream_options', { prompt: 'a', stream_options: {} }],
    ['invalid_value', 'echo', { prompt: 'a'.repeat(262_145), n: 4, echo: true }],
    ['unsupported_value', 'logprobs', { prompt: 'a', echo: true, logprobs: 0 }],
    ['unsupported_value', 'best_of', { prompt: 'a', best_of: 2 }],
    ['unsupported_parameter', 'suffix', { prompt: 'a', suffix: 'b' }],
  ])('refuses with %s of %s: %.80j', (code, param, body) => {
    expect(failureOf(body)).toEqual([code, param]);
  });
});
