import { throwError } from 'rxjs';
import type { Generate } from '../generation/generate';
import { GenerationContext } from '../generation/generation-context';
import {
  answer,
  failure,
  finish,
  observe,
  request,
  say,
  scriptedGenerate,
  start,
  stop,
} from '../../test/support/scripted-generate';
import { mergePrompts } from './merge-prompts';

/** Two prompts, two choices each, with nothing played yet. */
function twoPrompts() {
  const { generate, plays } = scriptedGenerate();
  const context = new GenerationContext('r');
  const wish = request({ choices: 2 });
  const seen = observe(mergePrompts(generate, [wish, wish], context));
  return { context, plays, seen };
}

describe(mergePrompts.name, () => {
  it('asks for all prompts at once, in the context of the answer', () => {
    const { plays, context } = twoPrompts();
    expect(plays).toHaveLength(2);
    for (const play of plays) {
      expect([play.context.demand, play.context.report]).toEqual([context.demand, context.report]);
    }
    expect(plays[0].context).not.toBe(plays[1].context);
  });

  it('numbers choices by prompt first and begins once', () => {
    const { plays, seen } = twoPrompts();
    plays[1].out.next(start);
    plays[1].out.next({ ...say('d'), choice: 1 } as never);
    plays[0].out.next(start);
    plays[0].out.next(say('a'));
    plays[1].out.next(stop);
    expect(seen.events).toEqual([
      start,
      { ...say('d'), choice: 3 },
      { ...say('a'), choice: 0 },
      { ...stop, choice: 2 },
    ]);
  });

  it('finishes once, when every prompt has, with the sum of what they used', () => {
    const { plays, seen, context } = twoPrompts();
    answer(plays[1]);
    expect(seen.completed).toBe(false);
    plays[0].out.next({
      type: 'finish',
      usage: { promptTokens: 10, completionTokens: 20, cachedTokens: 5, estimated: true },
    });
    plays[0].out.complete();
    const usage = {
      promptTokens: 11,
      completionTokens: 22,
      cachedTokens: 5,
      reasoningTokens: undefined,
      estimated: true,
    };
    expect([seen.completed, seen.events.filter(({ type }) => type === 'finish')]).toEqual([
      true,
      [{ type: 'finish', usage }],
    ]);
    expect(context.report.usage).toEqual(usage);
  });

  it('fails by the first failure and ends the others', () => {
    const { plays, seen } = twoPrompts();
    plays[1].out.next(start);
    plays[0].out.error(failure('upstream_failed'));
    plays[1].out.next(say('late'));
    expect([seen.code, seen.events, plays[1].aborted]).toEqual(['upstream_failed', [start], true]);
  });

  it('asks for nothing more once a prompt has failed', () => {
    let asked = 0;
    const refuse: Generate = () => {
      asked++;
      return throwError(() => failure('overloaded'));
    };
    const seen = observe(mergePrompts(refuse, [request(), request()], new GenerationContext('r')));
    expect([seen.code, asked]).toEqual(['overloaded', 1]);
  });

  it('ends all when it is left', () => {
    const { plays, seen } = twoPrompts();
    seen.leave();
    expect(plays.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('lets a single prompt through as it is', () => {
    const { generate, plays } = scriptedGenerate();
    const context = new GenerationContext('r');
    const seen = observe(mergePrompts(generate, [request()], context));
    answer(plays[0], 'one');
    expect([seen.events, plays[0].context]).toEqual([[start, say('one'), stop, finish], context]);
  });
});
