import { NEVER, Observable, concat, of } from 'rxjs';
import type { Generate } from '../../generation/generate';
import { GenerationContext, type Severance } from '../../generation/generation-context';
import { GenerationError } from '../../generation/generation-error';
import type { GenerationRequest } from '../../generation/generation-request';
import { encodeJsonText } from '../../generation/json-text';
import type { StreamEvent } from '../../generation/stream-event';
import { TimerWheel } from '../../timing/timer-wheel';
import { faultsLayer } from './faults.layer';

const TOKENS = ['one', ' two', ' three'];
const START: StreamEvent = { type: 'stream-start', id: 'chatcmpl-1', model: 'builtin', provider: 'builtin' };
const DELTAS = TOKENS.map((text): StreamEvent => ({
  type: 'text-delta',
  choice: 0,
  text: encodeJsonText(text),
}));
const END: StreamEvent[] = [
  { type: 'choice-finish', choice: 0, reason: 'stop' },
  { type: 'finish', usage: { promptTokens: 1, completionTokens: TOKENS.length } },
];
const WHOLE = [START, ...DELTAS, ...END];

const asking = (metadata: unknown, more: Partial<GenerationRequest> = {}): GenerationRequest => ({
  model: 'builtin',
  messages: [{ role: 'user', content: 'Hello' }],
  choices: 1,
  stop: [],
  parameters: { metadata },
  ...more,
});

/** Subscribes to an answer under a fault and notes all that happens, as it happens. */
function observe(request: GenerationRequest, source: Generate = () => of(...WHOLE), chance = () => 0.5) {
  const seen = {
    events: [] as StreamEvent[],
    error: undefined as GenerationError | undefined,
    completed: false,
    severed: [] as Severance[],
  };
  const context = new GenerationContext('request-1', { sever: (how) => seen.severed.push(how) });
  const subscription = faultsLayer(
    new TimerWheel(10),
    chance,
  )(source)(request, context).subscribe({
    next: (event) => seen.events.push(event),
    error: (error: GenerationError) => (seen.error = error),
    complete: () => (seen.completed = true),
  });
  return Object.assign(seen, { subscription });
}

describe(faultsLayer.name, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it.each([undefined, null, {}, { topic: 'x' }, 'text'])(
    'leaves a request with metadata %j alone',
    (metadata) => {
      const seen = observe(asking(metadata));
      expect(seen).toMatchObject({ events: WHOLE, completed: true });
    },
  );

  it.each(['', 'reset-after', 5, null])('refuses the fault %j and names the parameter', (fault) => {
    const seen = observe(asking({ fault }));
    expect(seen.events).toEqual([]);
    expect(seen.error).toMatchObject({ status: 400, code: 'invalid_value', param: 'metadata.fault' });
  });

  it('delays the whole answer', () => {
    const seen = observe(asking({ fault: 'delay:500ms' }));
    jest.advanceTimersByTime(480);
    expect(seen.events).toEqual([]);
    jest.advanceTimersByTime(40);
    expect(seen).toMatchObject({ events: WHOLE, completed: true });
  });

  it('asks nobody any more when the client leaves during the delay', () => {
    const source = jest.fn(() => new Observable<StreamEvent>());
    const subscribed = jest.fn();
    source.mockReturnValue(new Observable(subscribed));
    const seen = observe(asking({ fault: 'delay:500ms' }), source);
    seen.subscription.unsubscribe();
    jest.advanceTimersByTime(1_000);
    expect(subscribed).not.toHaveBeenCalled();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('fails before anything is said', () => {
    const seen = observe(asking({ fault: 'error:429' }));
    expect(seen.events).toEqual([]);
    expect(seen.error).toMatchObject({ code: 'rate_limit_exceeded', retryAfter: 1 });
  });

  it('fails in the middle, once, after as many deltas as it was told', () => {
    const seen = observe(asking({ fault: 'error-after:2:idle_timeout' }));
    expect(seen.events).toEqual([START, ...DELTAS.slice(0, 2)]);
    expect(seen.error).toMatchObject({ code: 'idle_timeout' });
    expect(seen.completed).toBe(false);
  });

  it('stalls: says nothing more, and neither ends nor fails', () => {
    const seen = observe(asking({ fault: 'stall-after:2' }));
    jest.advanceTimersByTime(3_600_000);
    expect(seen).toMatchObject({
      events: [START, ...DELTAS.slice(0, 2)],
      completed: false,
      error: undefined,
    });
  });

  it('stops the source when it strikes', () => {
    const stopped = jest.fn();
    const source: Generate = () =>
      new Observable((subscriber) => {
        concat(of(START, ...DELTAS), NEVER).subscribe(subscriber);
        return stopped;
      });
    observe(asking({ fault: 'stall-after:3' }), source);
    expect(stopped).toHaveBeenCalledTimes(1);
  });

  it.each(['truncate', 'reset'] as const)(
    'breaks the connection off (%s) after what was said is written',
    (how) => {
      const seen = observe(asking({ fault: `${how}-after:1` }));
      expect(seen).toMatchObject({ events: [START, DELTAS[0]], severed: [] });
      jest.advanceTimersByTime(0);
      expect(seen).toMatchObject({ events: [START, DELTAS[0]], severed: [how], error: undefined });
    },
  );

  it('lets an answer that is shorter than its fault come to its end', () => {
    const seen = observe(asking({ fault: 'reset-after:4' }));
    jest.advanceTimersByTime(0);
    expect(seen).toMatchObject({ events: WHOLE, completed: true, severed: [] });
  });

  it('passes the failure of the answer itself on', () => {
    const refusal = new GenerationError('unsupported_value', 'No.');
    const seen = observe(asking({ fault: 'reset-after:4' }), () => new Observable((s) => s.error(refusal)));
    expect(seen.error).toBe(refusal);
  });

  it('leaves a fault with a probability to chance', () => {
    const request = asking({ fault: 'error:500@0.3' });
    expect(observe(request, undefined, () => 0.29).error).toBeDefined();
    expect(observe(request, undefined, () => 0.3).error).toBeUndefined();
  });

  it('decides by the seed where there is one, about as often as it was told', () => {
    const strikes = (seed: number): boolean =>
      observe(asking({ fault: 'error:500@0.3' }, { seed })).error !== undefined;
    const seeds = Array.from({ length: 1_000 }, (_, seed) => seed);
    const first = seeds.map(strikes);
    expect(seeds.map(strikes)).toEqual(first);
    const share = first.filter(Boolean).length / seeds.length;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.35);
  });
});
