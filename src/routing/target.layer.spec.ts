import { failure } from '../../test/support/scripted-generate';
import { model, tableOf } from '../../test/support/scripted-routes';
import { targetLayer } from './target.layer';

describe(targetLayer.name, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('keep requests from a target that failed repeatedly, and say when to come back', () => {
    const { ask, a, states } = tableOf({ m: model(['a']) });
    for (let i = 0; i < 3; i++) {
      ask('m');
      a[i].out.error(failure('upstream_failed'));
    }
    const refused = ask('m');
    expect([
      refused.code,
      a.length,
      states.all.find(({ provider }) => provider === 'a')!.breaker.state,
    ]).toEqual(['overloaded', 3, 'open']);
  });

  it('are not moved by rate limits, by mistakes of callers, or by callers that leave', () => {
    const { ask, a, states } = tableOf({ m: model(['a']) });
    for (let i = 0; i < 9; i++) {
      const seen = ask('m');
      if (i % 3 === 0) a[i].out.error(failure('rate_limit_exceeded', 3_600));
      else if (i % 3 === 1) a[i].out.error(failure('invalid_value'));
      else seen.leave();
    }
    const state = states.all.find(({ provider }) => provider === 'a')!;
    expect([state.breaker.state, state.active]).toEqual(['closed', 0]);
  });
});
