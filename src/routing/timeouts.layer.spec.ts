import { failure, say, start } from '../../test/support/scripted-generate';
import { model, tableOf } from '../../test/support/scripted-routes';
import { timeoutsLayer } from './timeouts.layer';

describe(timeoutsLayer.name, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('each have their own code', () => {
    const { ask, a } = tableOf({ m: model(['a']) });
    const connecting = ask('m');
    jest.advanceTimersByTime(1_100);
    const first = ask('m');
    a[1].context.connected();
    jest.advanceTimersByTime(2_100);
    const idle = ask('m');
    a[2].context.connected();
    a[2].out.next(start);
    a[2].out.next(say('x'));
    jest.advanceTimersByTime(3_200);
    expect([connecting.code, first.code, idle.code]).toEqual([
      'connect_timeout',
      'first_token_timeout',
      'idle_timeout',
    ]);
    expect(a.every(({ aborted }) => aborted)).toBe(true);
  });

  it('are not reached by a stream that goes on slowly', () => {
    const { ask, a } = tableOf({ m: model(['a']) });
    const seen = ask('m');
    a[0].context.connected();
    a[0].out.next(start);
    for (let i = 0; i < 10; i++) {
      a[0].out.next(say('x'));
      jest.advanceTimersByTime(2_500);
    }
    expect([seen.code, seen.text]).toEqual([undefined, 'x'.repeat(10)]);
  });

  it('do not count the silence of a client that does not read', () => {
    const { ask, a, context } = tableOf({ m: model(['a']) });
    const seen = ask('m');
    a[0].context.connected();
    a[0].out.next(start);
    a[0].out.next(say('x'));
    context.demand.lower();
    jest.advanceTimersByTime(20_000);
    context.demand.raise();
    jest.advanceTimersByTime(2_000);
    expect(seen.code).toBeUndefined();
    jest.advanceTimersByTime(5_000);
    expect(seen.code).toBe('idle_timeout');
  });

  it('bound everything together by the total', () => {
    const timeouts = { connectMs: 0, firstTokenMs: 0, idleMs: 0, totalMs: 4_000 };
    const { ask, a } = tableOf({
      m: model(['a'], { timeouts, retries: 10, breaker: { failures: 0, cooldownMs: 0 } }),
    });
    const seen = ask('m');
    for (let i = 0; i < 6 && seen.code === undefined; i++) {
      a.at(-1)!.out.error(failure('upstream_failed', 1));
      jest.advanceTimersByTime(1_100);
    }
    expect([seen.code, a.length]).toEqual(['total_timeout', 4]);
  });
});
