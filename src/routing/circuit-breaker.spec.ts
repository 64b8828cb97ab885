import { CircuitBreaker } from './circuit-breaker';

describe(CircuitBreaker.name, () => {
  let now = 0;
  let breaker: CircuitBreaker;
  beforeEach(() => {
    now = 1_000;
    breaker = new CircuitBreaker({ failures: 3, cooldownMs: 10_000 }, () => now);
  });
  const failTimes = (times: number): void => {
    for (let i = 0; i < times; i++) breaker.fail(breaker.enter());
  };

  it('opens after so many failures in a row, and says when to come back', () => {
    failTimes(2);
    expect([breaker.state, breaker.allows]).toEqual(['closed', true]);
    failTimes(1);
    expect([breaker.state, breaker.allows, breaker.retryAfter]).toEqual(['open', false, 10]);
  });

  it('forgets failures when a request succeeds', () => {
    failTimes(2);
    breaker.succeed();
    failTimes(2);
    expect(breaker.state).toBe('closed');
  });

  it('lets one request try after its cooldown', () => {
    failTimes(3);
    now += 10_000;
    expect([breaker.state, breaker.allows]).toEqual(['half-open', true]);
    expect(breaker.enter()).toBe(true);
    expect(breaker.allows).toBe(false);
  });

  it('closes when the probe is answered', () => {
    failTimes(3);
    now += 10_000;
    breaker.enter();
    breaker.revive();
    expect([breaker.state, breaker.allows]).toEqual(['closed', true]);
    failTimes(2);
    expect(breaker.state).toBe('closed');
  });

  it('opens again at once when the probe fails', () => {
    failTimes(3);
    now += 10_000;
    breaker.fail(breaker.enter());
    expect([breaker.state, breaker.allows]).toEqual(['open', false]);
  });

  it('lets the next one try when the probe ends without a verdict', () => {
    failTimes(3);
    now += 10_000;
    breaker.enter();
    breaker.abandon();
    expect(breaker.allows).toBe(true);
  });

  it('never opens where it is configured not to', () => {
    breaker = new CircuitBreaker({ failures: 0, cooldownMs: 10_000 }, () => now);
    failTimes(50);
    expect(breaker.state).toBe('closed');
  });
});
