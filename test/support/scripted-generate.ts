import { Observable, type Subscriber } from 'rxjs';
import type { Generate } from '../../src/generation/generate';
import type { GenerationContext } from '../../src/generation/generation-context';
import { GenerationError } from '../../src/generation/generation-error';
import type { GenerationErrorCode } from '../../src/generation/generation-error-code';
import type { GenerationRequest } from '../../src/generation/generation-request';
import { encodeJsonText } from '../../src/generation/json-text';
import type { StreamEvent } from '../../src/generation/stream-event';

/** A subscription to a scripted `Generate`, played by hand. */
export interface Play {
  readonly request: GenerationRequest;
  readonly context: GenerationContext;
  readonly out: Subscriber<StreamEvent>;
  aborted: boolean;
}

/** A `Generate` that does nothing by itself: the test plays each of its subscriptions. */
export function scriptedGenerate(): { readonly generate: Generate; readonly plays: Play[] } {
  const plays: Play[] = [];
  const generate: Generate = (request, context) =>
    new Observable((out) => {
      const play: Play = { request, context, out, aborted: false };
      plays.push(play);
      out.add(() => {
        play.aborted = true;
      });
    });
  return { generate, plays };
}

/** A minimal request. */
export const request = (more: Partial<GenerationRequest> = {}): GenerationRequest => ({
  model: 'm',
  messages: [{ role: 'user', content: 'Hi' }],
  choices: 1,
  stop: [],
  parameters: {},
  ...more,
});

export const start: StreamEvent = { type: 'stream-start', id: 'id', model: 'm', provider: 'p' };
export const say = (text: string): StreamEvent => ({
  type: 'text-delta',
  choice: 0,
  text: encodeJsonText(text),
});
export const stop: StreamEvent = { type: 'choice-finish', choice: 0, reason: 'stop' };
export const finish: StreamEvent = { type: 'finish', usage: { promptTokens: 1, completionTokens: 2 } };

/** Plays a whole answer. */
export function answer({ out }: Play, ...texts: string[]): void {
  for (const event of [start, ...texts.map(say), stop, finish]) out.next(event);
  out.complete();
}

/** A failure of the given code. */
export const failure = (code: GenerationErrorCode, retryAfter?: number): GenerationError =>
  new GenerationError(code, code, { retryAfter });

/** What a subscriber saw. */
export interface Seen {
  readonly events: StreamEvent[];
  readonly text: string;
  readonly code: string | undefined;
  readonly completed: boolean;
  leave(): void;
}

/** Subscribes and notes everything. */
export function observe(events: Observable<StreamEvent>): Seen {
  const seen = {
    events: [] as StreamEvent[],
    code: undefined as string | undefined,
    completed: false,
    get text(): string {
      return seen.events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
    },
    leave: (): void => subscription.unsubscribe(),
  };
  const subscription = events.subscribe({
    next: (event) => seen.events.push(event),
    error: (error: GenerationError) => (seen.code = error.code),
    complete: () => (seen.completed = true),
  });
  return seen;
}
