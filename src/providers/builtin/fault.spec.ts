import { parseFault } from './fault';

describe(parseFault.name, () => {
  it.each([
    ['delay:500ms', { kind: 'delay', delayMs: 500 }],
    ['delay:2', { kind: 'delay', delayMs: 2_000 }],
    ['error:429', { kind: 'error', after: 0, code: 'rate_limit_exceeded' }],
    ['error:first_token_timeout', { kind: 'error', after: 0, code: 'first_token_timeout' }],
    ['error-after:5', { kind: 'error', after: 5, code: 'upstream_failed' }],
    ['error-after:5:503', { kind: 'error', after: 5, code: 'overloaded' }],
    ['stall-after:0', { kind: 'stall', after: 0 }],
    ['truncate-after:5', { kind: 'truncate', after: 5 }],
    [' reset-after:12 ', { kind: 'reset', after: 12 }],
  ])('reads %j', (text, effect) => {
    expect(parseFault(text)).toEqual({ effect, probability: 1 });
  });

  it.each([
    ['reset-after:5@0.3', 0.3],
    ['reset-after:5@0', 0],
    ['error:429@1', 1],
    ['error-after:5:429@.5', 0.5],
  ])('reads the probability of %j', (text, probability) => {
    expect(parseFault(text)).toMatchObject({ probability });
  });

  it.each([
    '',
    'reset',
    'reset-after:',
    'reset-after:-1',
    'reset-after:1.5',
    'reset-after:5:429',
    'reset-after:5@1.1',
    'reset-after:5@',
    'reset-after:5@lots',
    'after:5',
    'delay:soon',
    'delay:11m',
    'error:200',
    'error:toString',
    'error-after:429:',
    'explode:now',
    '-after:5',
  ])('refuses %j', (text) => {
    expect(parseFault(text)).toBeUndefined();
  });
});
