import { GenerationError } from '../../../generation/generation-error';
import { answerError, preparationError } from './package-error';

const named = (name: string, more = {}): Error => Object.assign(new Error('secret words'), { name, ...more });

describe(preparationError.name, () => {
  it.each([
    [
      named('AI_UnsupportedFunctionalityError', { functionality: 'media type: video/x' }),
      'unsupported_value',
    ],
    [named('AI_InvalidArgumentError'), 'invalid_value'],
    [named('AI_TypeValidationError'), 'invalid_value'],
    [named('AI_LoadAPIKeyError'), 'upstream_auth'],
    [new Error('AWS SigV4 authentication requires AWS credentials.'), 'upstream_auth'],
    [named('AI_NoSuchModelError'), 'upstream_failed'],
    [new TypeError('x is not a function'), 'internal_error'],
    ['nonsense', 'internal_error'],
  ])('tells %s from the others: %s', (error, code) => {
    const told = preparationError(error);
    expect(told).toMatchObject({ code, cause: error });
    expect(told.message).not.toContain('secret words');
  });

  it('says what is not supported', () => {
    const error = named('AI_UnsupportedFunctionalityError', { functionality: 'media type: video/x' });
    expect(preparationError(error).message).toContain('media type: video/x');
  });

  it('leaves what is told already as it is', () => {
    const error = new GenerationError('invalid_value', 'No.');
    expect(preparationError(error)).toBe(error);
    expect(answerError(error, [])).toBe(error);
  });
});

describe(answerError.name, () => {
  it.each<[string, unknown, string]>([
    ['broken JSON', named('AI_JSONParseError'), 'upstream_invalid_response'],
    ['an unknown shape', named('AI_TypeValidationError'), 'upstream_invalid_response'],
    ['any other exception', new Error('Invalid checksum'), 'upstream_invalid_response'],
    [
      'an answer that could not be processed',
      named('AI_APICallError', { statusCode: 200 }),
      'upstream_invalid_response',
    ],
    [
      'an error that a package has given a status',
      named('AI_APICallError', { statusCode: 529, responseBody: '{"type":"overloaded_error"}' }),
      'upstream_failed',
    ],
    ['an error object', { type: 'rate_limit_error', message: 'Slow.' }, 'rate_limit_exceeded'],
    ['a text', 'It broke', 'upstream_failed'],
  ])('tells %s', (_, error, code) => {
    expect(answerError(error, [])).toMatchObject({ code });
  });

  it("passes on the upstream's words where the request is at fault, without its secrets", () => {
    const error = { type: 'invalid_request_error', message: 'tools: no sk-1 at up.example' };
    expect(answerError(error, ['sk-1', 'up.example'])).toMatchObject({
      ...{ code: 'invalid_value', param: 'tools' },
      message: 'tools: no … at …',
    });
  });
});
