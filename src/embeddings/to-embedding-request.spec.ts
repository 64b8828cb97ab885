import { GenerationError } from '../generation/generation-error';
import { EmbeddingBodyPipe } from './embedding-body.pipe';
import { toEmbeddingRequest } from './to-embedding-request';
import { MAX_INPUTS } from './to-inputs';

const mapped = (body: object) => toEmbeddingRequest(new EmbeddingBodyPipe().transform(body), 'default');

function failureOf(body: object): [code: string, param: string | null] {
  try {
    mapped(body);
  } catch (error) {
    if (error instanceof GenerationError) return [error.code, error.param];
  }
  throw new Error('It was accepted.');
}

describe(toEmbeddingRequest.name, () => {
  it.each([
    ['a', ['a']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [[1, 2], [[1, 2]]],
    [
      [[1, 2], [3]],
      [[1, 2], [3]],
    ],
    [
      ['a', [3]],
      ['a', [3]],
    ],
  ])('takes %j for inputs', (input, inputs) => {
    expect(mapped({ input }).inputs).toEqual(inputs);
  });

  it('gives what decides its field, and passes the rest on', () => {
    const wish = { input: 'a', model: 'm', dimensions: 3, encoding_format: 'base64' };
    expect(mapped({ ...wish, user: 'u', input_type: 'query', truncate: null })).toEqual({
      ...{ model: 'm', inputs: ['a'], dimensions: 3, encoding: 'base64' },
      parameters: { user: 'u', input_type: 'query' },
    });
    expect(mapped({ input: 'a', dimensions: null })).toEqual({
      ...{ model: 'default', inputs: ['a'], dimensions: undefined, encoding: 'float', parameters: {} },
    });
  });

  it.each<[string, string, object]>([
    ['missing_required_parameter', 'input', {}],
    ['invalid_value', 'input', { input: '' }],
    ['invalid_value', 'input', { input: [] }],
    ['invalid_value', 'input', { input: 7 }],
    ['invalid_value', 'input[1]', { input: ['a', ''] }],
    ['invalid_value', 'input[0]', { input: [[]] }],
    ['invalid_value', 'input', { input: [1, -2] }],
    ['invalid_value', 'input', { input: [1, 'a'] }],
    ['invalid_value', 'input[1]', { input: [[1], [0.5]] }],
    ['invalid_value', 'input[1]', { input: ['a', null] }],
    ['invalid_value', 'input', { input: Array.from({ length: MAX_INPUTS + 1 }, () => 'a') }],
    ['invalid_value', 'dimensions', { input: 'a', dimensions: 0 }],
    ['invalid_value', 'encoding_format', { input: 'a', encoding_format: 'int8' }],
    ['invalid_value', 'model', { input: 'a', model: 5 }],
  ])('refuses with %s of %s: %.80j', (code, param, body) => {
    expect(failureOf(body)).toEqual([code, param]);
  });
});
