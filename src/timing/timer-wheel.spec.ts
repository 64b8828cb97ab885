import fc from 'fast-check';
import { TimerWheel } from './timer-wheel';

describe(TimerWheel.name, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('runs a timer once, at most a tick early and a tick late', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 20_000 }), (tick, delay) => {
        const wheel = new TimerWheel(tick, 16);
        const ran: number[] = [];
        const startedAt = performance.now();
        wheel.timer({ timeUp: () => ran.push(performance.now() - startedAt) }).start(delay);
        jest.advanceTimersByTime(delay + 3 * tick);
        expect(ran).toHaveLength(1);
        expect(ran[0]).toBeGreaterThanOrEqual(delay - tick);
        expect(ran[0]).toBeLessThanOrEqual(delay + 2 * tick);
        expect(wheel.size).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('starts anew a timer that runs, and takes one back', () => {
    const wheel = new TimerWheel(10);
    const run = jest.fn();
    const timer = wheel.timer({ timeUp: run });
    timer.start(100);
    jest.advanceTimersByTime(80);
    timer.start(100);
    jest.advanceTimersByTime(80);
    expect(run).not.toHaveBeenCalled();
    jest.advanceTimersByTime(40);
    expect(run).toHaveBeenCalledTimes(1);
    timer.start(10);
    timer.stop();
    timer.stop();
    jest.advanceTimersByTime(100);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('lets a callback start and stop others of its own slot', () => {
    const wheel = new TimerWheel(10);
    const ran: string[] = [];
    const b = wheel.timer({ timeUp: () => ran.push('b') });
    const c = wheel.timer({ timeUp: () => ran.push('c') });
    const a = wheel.timer({
      timeUp: () => {
        ran.push('a');
        c.stop();
        a.start(10);
      },
    });
    [c, b, a].forEach((timer) => timer.start(10));
    jest.advanceTimersByTime(10);
    expect(ran).toContain('a');
    expect(ran).not.toContain('c');
    jest.advanceTimersByTime(10);
    expect(ran.filter((name) => name === 'a').length).toBeGreaterThan(1);
  });

  it('has an interval only while somebody waits', () => {
    const wheel = new TimerWheel(10);
    expect(jest.getTimerCount()).toBe(0);
    const timer = wheel.timer({ timeUp: () => undefined });
    timer.start(50);
    expect(jest.getTimerCount()).toBe(1);
    timer.stop();
    jest.advanceTimersByTime(20);
    expect(jest.getTimerCount()).toBe(0);
  });
});
