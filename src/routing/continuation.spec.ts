import { answer, failure, request, say, start } from '../../test/support/scripted-generate';
import { breakOff, model, tableOf } from '../../test/support/scripted-routes';
import { Continuation } from './continuation';

describe(Continuation.name, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const continued = model(['a'], { fallbacks: ['b/x'], continueOnFailure: true });

  it('lets the next target go on with the text so far, as one stream with the usage of both', () => {
    const { ask, a, b, context } = tableOf({ m: continued });
    const seen = ask('m', request({ maxTokens: 10 }));
    breakOff(a[0], 'Once ', 'upon ');
    expect(b[0].request.messages.at(-1)).toEqual({ role: 'assistant', content: 'Once upon ' });
    expect(b[0].request.maxTokens).toBe(8);
    answer(b[0], 'a time');
    expect([seen.text, seen.completed, context.report.continuations]).toEqual(['Once upon a time', true, 1]);
    expect(seen.events.filter(({ type }) => type === 'stream-start')).toHaveLength(1);
    expect(seen.events.at(-1)).toEqual({
      type: 'finish',
      usage: { promptTokens: 1, completionTokens: 4, estimated: true },
    });
  });

  it('does not continue what is more than text', () => {
    const { ask, a, b } = tableOf({ m: continued });
    const seen = ask('m');
    a[0].out.next(start);
    a[0].out.next({
      type: 'tool-call-delta',
      choice: 0,
      index: 0,
      id: 'c',
      name: 'f',
      arguments: say('{').type as never,
    });
    a[0].out.error(failure('upstream_failed'));
    expect([seen.code, b.length]).toEqual(['upstream_failed', 0]);
  });

  it('does not continue several choices at once', () => {
    const { ask, a, b } = tableOf({ m: continued });
    const seen = ask('m', request({ choices: 2 }));
    breakOff(a[0], 'x');
    expect([seen.code, b.length]).toEqual(['upstream_failed', 0]);
  });
});
