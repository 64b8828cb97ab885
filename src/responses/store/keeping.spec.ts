import { Subject } from 'rxjs';
import { GenerationError } from '../../generation/generation-error';
import { encodeJsonText } from '../../generation/json-text';
import type { StreamEvent } from '../../generation/stream-event';
import { ResponseDraft } from '../wire/response-draft';
import { responseHead } from '../wire/response-head';
import { keeping } from './keeping';

const say: StreamEvent = { type: 'text-delta', choice: 0, text: encodeJsonText('a') };
const finish: StreamEvent = { type: 'finish', usage: { promptTokens: 1, completionTokens: 1 } };

function play(streamed: boolean) {
  const draft = new ResponseDraft(responseHead({ input: 'x' }, 'resp_1', 1, 'm'), 100);
  const events = new Subject<StreamEvent>();
  const saving = Promise.withResolvers<void>();
  const saved: string[] = [];
  const seen: unknown[] = [];
  const subscription = keeping(events, draft, streamed, () => {
    saved.push(draft.status);
    return saving.promise;
  }).subscribe({
    next: ({ type }) => seen.push(type),
    error: (error: unknown) => seen.push(error),
    complete: () => seen.push('complete'),
  });
  return { draft, events, saved, seen, subscription, kept: () => saving.resolve() };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe(keeping.name, () => {
  it('holds the last event back until the response is kept, and nothing else', async () => {
    const { events, saved, seen, kept } = play(true);
    events.next(say);
    expect(seen).toEqual(['text-delta']);
    events.next(finish);
    events.complete();
    await turn();
    expect([saved, seen]).toEqual([['completed'], ['text-delta']]);
    kept();
    await turn();
    expect(seen).toEqual(['text-delta', 'finish', 'complete']);
  });

  it('keeps what failed inside of its stream, ahead of the failure', async () => {
    const { draft, events, saved, seen, kept } = play(true);
    draft.status = 'in_progress';
    const error = new GenerationError('upstream_failed', 'No.');
    events.error(error);
    expect([saved, seen]).toEqual([['failed'], []]);
    kept();
    await turn();
    expect(seen).toEqual([error]);
  });

  it.each([
    ['had not begun', true, 'queued' as const],
    ['was collected', false, 'in_progress' as const],
  ])('does not keep what %s when it failed', (_, streamed, status) => {
    const { draft, events, saved, seen } = play(streamed);
    draft.status = status;
    const error = new GenerationError('upstream_failed', 'No.');
    events.error(error);
    expect([saved, seen]).toEqual([[], [error]]);
  });

  it('says nothing more to whoever left while it was being kept', async () => {
    const { events, seen, subscription, kept } = play(true);
    events.next(finish);
    events.complete();
    subscription.unsubscribe();
    kept();
    await turn();
    expect(seen).toEqual([]);
  });

  it('ends the work of whoever leaves', () => {
    const { events, subscription, saved } = play(true);
    events.next(say);
    subscription.unsubscribe();
    expect([events.observed, saved]).toEqual([false, []]);
  });
});
