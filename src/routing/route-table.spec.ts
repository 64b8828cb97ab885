import { answer, failure, finish, say, start, stop } from '../../test/support/scripted-generate';
import { breakOff, model, tableOf } from '../../test/support/scripted-routes';
import { RouteTable } from './route-table';

describe(RouteTable.name, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  describe('names', () => {
    it('finds a model, the built-in one, provider/model, and the catch-all', () => {
      const { table } = tableOf({ smart: model(['a']), '*': model(['b']) });
      expect(['smart', 'builtin', 'a/x/y', 'gpt-4.1'].every((name) => table.find(name))).toBe(true);
      expect(table.names.sort()).toEqual(['builtin', 'smart']);
    });

    it('knows nobody else where there is no catch-all', () => {
      const { table } = tableOf({ smart: model(['a']) });
      expect(['gpt-4.1', 'nobody/x', 'a/', '/x', ''].map((name) => table.find(name))).toEqual(
        Array(5).fill(undefined),
      );
    });

    it('hides provider/model where it is told to', () => {
      expect(tableOf({}, { exposeProviderModels: false }).table.find('a/x')).toBeUndefined();
    });

    it("asks a target by the provider's own name of the model", () => {
      const { ask, a } = tableOf({ smart: model(['a']) });
      ask('smart');
      ask('a/vendor/x');
      expect(a.map(({ request: { model } }) => model)).toEqual(['a-model', 'vendor/x']);
    });
  });

  describe('trying again', () => {
    it('retries a target after a wait that is spread, then takes the answer as it comes', () => {
      const { ask, a, context } = tableOf({ m: model(['a'], { retries: 2 }) });
      const seen = ask('m');
      a[0].out.error(failure('upstream_failed'));
      expect(a).toHaveLength(1);
      jest.advanceTimersByTime(400);
      expect(a).toHaveLength(2);
      answer(a[1], 'x');
      expect([seen.text, seen.completed, context.report.attempts]).toEqual(['x', true, 2]);
    });

    it('waits as long as Retry-After says, and not at all where that is too long', () => {
      const { ask, a, b } = tableOf({ m: model(['a'], { retries: 1, fallbacks: ['b/x'] }) });
      ask('m');
      a[0].out.error(failure('rate_limit_exceeded', 2));
      jest.advanceTimersByTime(1_900);
      expect(a).toHaveLength(1);
      jest.advanceTimersByTime(300);
      expect(a).toHaveLength(2);
      a[1].out.error(failure('rate_limit_exceeded', 3_600));
      expect(b).toHaveLength(1);
    });

    it('goes on to the next target, then to the fallbacks in order', () => {
      const { ask, a, b, context } = tableOf({
        m: model(['a'], { fallbacks: ['b/one', 'two'] }),
        two: model(['a']),
      });
      const seen = ask('m');
      a[0].out.error(failure('upstream_unreachable'));
      b[0].out.error(failure('upstream_auth'));
      expect([b[0].request.model, a[1].request.model]).toEqual(['one', 'a-model']);
      answer(a[1], 'x');
      expect([seen.text, context.report.attempts, context.report.provider]).toEqual(['x', 3, 'a']);
    });

    it('fails with the last reason when nobody is left', () => {
      const { ask, a, b } = tableOf({ m: model(['a'], { fallbacks: ['b/x'] }) });
      const seen = ask('m');
      a[0].out.error(failure('upstream_unreachable'));
      b[0].out.error(failure('first_token_timeout'));
      expect(seen.code).toBe('first_token_timeout');
    });

    it.each(['invalid_value', 'context_length_exceeded', 'internal_error'] as const)(
      'tries nobody else after %s',
      (code) => {
        const { ask, a, b } = tableOf({ m: model(['a'], { retries: 3, fallbacks: ['b/x'] }) });
        const seen = ask('m');
        a[0].out.error(failure(code));
        jest.advanceTimersByTime(10_000);
        expect([seen.code, a.length, b.length]).toEqual([code, 1, 0]);
      },
    );

    it('never repeats an answer that has begun', () => {
      const { ask, a, b } = tableOf({ m: model(['a'], { retries: 3, fallbacks: ['b/x'] }) });
      const seen = ask('m');
      breakOff(a[0], 'half');
      jest.advanceTimersByTime(10_000);
      expect([seen.text, seen.code, a.length, b.length]).toEqual(['half', 'upstream_failed', 1, 0]);
    });

    it('does not take a start without content for a beginning', () => {
      const { ask, a, b } = tableOf({ m: model(['a'], { fallbacks: ['b/x'] }) });
      const seen = ask('m');
      a[0].out.next(start);
      a[0].out.error(failure('upstream_failed'));
      answer(b[0], 'x');
      expect(seen.events.map(({ type }) => type)).toEqual([
        'stream-start',
        'text-delta',
        'choice-finish',
        'finish',
      ]);
    });

    it('stops waiting and asking when the client leaves', () => {
      const { ask, a } = tableOf({ m: model(['a'], { retries: 1 }) });
      const waiting = ask('m');
      a[0].out.error(failure('upstream_failed'));
      waiting.leave();
      jest.advanceTimersByTime(10_000);
      expect(a).toHaveLength(1);
      const running = ask('m');
      running.leave();
      expect(a[1].aborted).toBe(true);
    });
  });

  describe('the end of an answer', () => {
    it.each([
      ['nothing at all', []],
      ['text and no finish', [start, say('x')]],
      ['a finish while a choice is open', [start, say('x'), finish]],
    ])('is an error after %s', (_, events) => {
      const { ask, a } = tableOf({ m: model(['a']) });
      const seen = ask('m');
      for (const event of events) a[0].out.next(event);
      a[0].out.complete();
      expect([seen.code, seen.completed]).toEqual(['upstream_invalid_response', false]);
      expect(seen.events.some(({ type }) => type === 'finish')).toBe(false);
    });
  });

  it('leaves nothing running behind a finished answer', () => {
    const { ask, a, states } = tableOf({ m: model(['a']) });
    const seen = ask('m');
    for (const event of [start, say('x'), stop, finish]) a[0].out.next(event);
    a[0].out.complete();
    expect(seen.completed).toBe(true);
    expect(states.all.every(({ active }) => active === 0)).toBe(true);
    jest.advanceTimersByTime(200);
    expect(jest.getTimerCount()).toBe(0);
  });
});
