import { readFailure } from './read-failure';

describe(readFailure.name, () => {
  it.each<[string, unknown, number | undefined, object]>([
    [
      'Anthropic',
      { type: 'error', error: { type: 'invalid_request_error', message: 'max_tokens: 9 > 8' } },
      400,
      { status: 400, message: 'max_tokens: 9 > 8', param: 'max_tokens' },
    ],
    [
      'Google',
      {
        error: {
          ...{ code: 400, message: 'Invalid value.', status: 'INVALID_ARGUMENT' },
          details: [{ fieldViolations: [{ field: 'generation_config.topP' }] }],
        },
      },
      400,
      { status: 400, message: 'Invalid value.', param: 'top_p' },
    ],
    [
      'Google, in a list',
      [{ error: { code: 503, message: 'Busy.' } }],
      503,
      { status: 503, message: 'Busy.' },
    ],
    ['Bedrock', { message: 'Malformed input.' }, 400, { status: 400, message: 'Malformed input.' }],
    ['xAI', { code: 'bad', error: 'Wrong model.' }, 404, { status: 404, message: 'Wrong model.' }],
    [
      'OpenAI and its kin',
      { error: { message: 'Bad.', type: 'invalid_request_error', param: 'tools[0]', code: 'invalid_value' } },
      400,
      { status: 400, message: 'Bad.', param: 'tools[0]', code: 'invalid_value' },
    ],
    ['nobody', '<html>', 502, { status: 502, message: undefined }],
    ['nobody, in JSON', 'null', 502, { status: 502, message: undefined }],
    ['a stream', { error: { type: 'overloaded_error', message: 'Busy.' } }, undefined, { status: 529 }],
    [
      'a stream in words',
      { error: 'Something broke' },
      undefined,
      { status: 500, message: 'Something broke' },
    ],
    [
      'a package',
      { error: { message: 'Slow.', type: 'throttlingException', statusCode: 429 } },
      undefined,
      { status: 429, message: 'Slow.' },
    ],
    [
      'a package that knows only the word',
      { error: { message: 'Slow.', type: 'throttlingException' } },
      undefined,
      { status: 429 },
    ],
  ])('reads a failure of %s', (_, body, status, expected) => {
    expect(readFailure(typeof body === 'string' ? body : JSON.stringify(body), status)).toMatchObject(
      expected,
    );
  });

  it.each(['', '{}', '{"id":"msg_1"}', '[]', '{"error":null}', 'nothing'])(
    'sees no failure in a 200 with %j',
    (body) => {
      expect(readFailure(body)).toBeUndefined();
    },
  );

  it('takes trouble with the account for a refusal of the key', () => {
    const refused = (message: string) => readFailure({ error: { message } }, 400)?.status;
    expect(refused('API key not valid. Please pass a valid API key.')).toBe(401);
    expect(refused('Your credit balance is too low.')).toBe(401);
    expect(refused('temperature: must be at most 1')).toBe(400);
  });

  it('takes a failure of the model for one of the server', () => {
    expect(readFailure({ message: 'The model failed.' }, 424)?.status).toBe(500);
  });

  it.each([
    'prompt is too long: 210000 tokens > 200000 maximum',
    'The input token count (2000000) exceeds the maximum number of tokens allowed (1048576).',
    'Input is too long for requested model.',
  ])('knows a conversation that is too long by its words: %s', (message) => {
    expect(readFailure({ error: { message } }, 400)?.code).toBe('context_length_exceeded');
  });

  it('reads how long Google asks to wait', () => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.07s' }];
    expect(readFailure({ error: { code: 429, details } }, 429)?.retryAfter).toBe(35);
    expect(readFailure({ error: { code: 429, details: [{}] } }, 429)?.retryAfter).toBeUndefined();
    expect(readFailure({ error: { statusCode: 429, data: { details } } })?.retryAfter).toBe(35);
  });
});
