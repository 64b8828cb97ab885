import { GenerationError } from './generation-error';
import { ERROR_TRAITS, type GenerationErrorCode } from './generation-error-code';

describe(GenerationError.name, () => {
  it('takes status, type and what may be tried again from its code', () => {
    const error = new GenerationError('upstream_failed', 'Failed.');
    expect([error.status, error.type, error.retryable, error.failover, error.param]).toEqual([
      502,
      'upstream_error',
      true,
      true,
      null,
    ]);
  });

  it('may be final although its code is not', () => {
    expect(new GenerationError('upstream_failed', 'No such model.', { retryable: false }).retryable).toBe(
      false,
    );
  });

  it('never lets a mistake of the caller be tried elsewhere', () => {
    for (const [code, { status, retryable, failover }] of Object.entries(ERROR_TRAITS)) {
      if (status >= 500 || status === 429) continue;
      expect([code, retryable, failover]).toEqual([code, false, false]);
    }
  });

  it('keeps the cause out of the message', () => {
    const code: GenerationErrorCode = 'internal_error';
    const error = new GenerationError(code, 'For the caller.', { cause: new Error('secret') });
    expect([error.message, (error.cause as Error).message]).toEqual(['For the caller.', 'secret']);
  });
});
