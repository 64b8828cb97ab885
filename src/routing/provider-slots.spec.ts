import { GenerationContext } from '../generation/generation-context';
import { TimerWheel } from '../timing/timer-wheel';
import { answer, observe, request, scriptedGenerate } from '../../test/support/scripted-generate';
import { ProviderSlots } from './provider-slots';
import { slotsLayer } from './slots.layer';

describe(slotsLayer.name, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function bounded(maxConcurrent: number, maxQueue: number) {
    const slots = new ProviderSlots({ maxConcurrent, maxQueue, queueTimeoutMs: 1_000 }, new TimerWheel(50));
    const { generate, plays } = scriptedGenerate();
    const ask = () => observe(slotsLayer(slots)(generate)(request(), new GenerationContext('r')));
    return { ask, plays };
  }

  it('lets in as many as there are places, and the others in the order in which they came', () => {
    const { ask, plays } = bounded(1, 2);
    const [first, second, third] = [ask(), ask(), ask()];
    expect(plays).toHaveLength(1);
    answer(plays[0], '1');
    expect(plays).toHaveLength(2);
    answer(plays[1], '2');
    answer(plays[2], '3');
    expect([first.text, second.text, third.text]).toEqual(['1', '2', '3']);
  });

  it('refuses at once where the queue is full', () => {
    const { ask } = bounded(1, 1);
    ask();
    ask();
    expect(ask().code).toBe('overloaded');
  });

  it('refuses whoever waits too long', () => {
    const { ask, plays } = bounded(1, 1);
    ask();
    const waiting = ask();
    jest.advanceTimersByTime(1_100);
    expect([waiting.code, plays.length]).toEqual(['overloaded', 1]);
  });

  it('gives the place of one that left to the next, and forgets one that left the queue', () => {
    const { ask, plays } = bounded(1, 2);
    const [running, impatient, patient] = [ask(), ask(), ask()];
    impatient.leave();
    running.leave();
    expect(plays).toHaveLength(2);
    answer(plays[1], 'x');
    expect(patient.text).toBe('x');
    ask();
    expect(plays).toHaveLength(3);
  });
});
