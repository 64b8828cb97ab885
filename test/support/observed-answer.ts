import type { Observable, Subscription } from 'rxjs';
import type { GenerationError } from '../../src/generation/generation-error';
import { decodeJsonText, type JsonText } from '../../src/generation/json-text';
import type { StreamEvent, ToolCallDelta } from '../../src/generation/stream-event';
import type { ExpectedAnswer, ExpectedChoice } from './recording';

interface ObservedCall {
  id?: string;
  name: string;
  arguments: string;
}

/** Subscribes to an answer at once and keeps all that comes of it. */
export class ObservedAnswer {
  readonly events: StreamEvent[] = [];
  /** How often the end was reported, in either way; one at most, if all is well. */
  endings = 0;
  error: GenerationError | undefined;
  /** Resolves when the answer has ended, in either way. */
  readonly ended: Promise<void>;
  private readonly subscription: Subscription;

  /** @param onEvent sees every event after it was kept */
  constructor(answer: Observable<StreamEvent>, onEvent: (event: StreamEvent) => void = () => undefined) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.subscription = answer.subscribe({
      next: (event) => {
        this.events.push(event);
        onEvent(event);
      },
      error: (error: GenerationError) => {
        this.endings++;
        this.error = error;
        resolve();
      },
      complete: () => {
        this.endings++;
        resolve();
      },
    });
  }

  /** Leaves, as a client does. */
  leave(): void {
    this.subscription.unsubscribe();
  }

  /** Whether the answer came to its proper end. */
  get isWhole(): boolean {
    return this.error === undefined && this.events.at(-1)?.type === 'finish';
  }

  /** All text of a choice so far, decoded. */
  textOf(choice: number): string {
    return this.joined('text-delta', choice);
  }

  /** What the events amount to; fields that stayed empty are left out. */
  sum(): ExpectedAnswer {
    const finish = this.events.findLast((event) => event.type === 'finish');
    const finishes = this.events.filter((event) => event.type === 'choice-finish');
    const choices = finishes
      .toSorted((a, b) => a.choice - b.choice)
      .map(({ choice, reason }): ExpectedChoice => {
        const reasoning = this.joined('reasoning-delta', choice);
        const refusal = this.joined('refusal-delta', choice);
        const toolCalls = this.toolCallsOf(choice);
        return {
          text: this.textOf(choice),
          ...(reasoning !== '' && { reasoning }),
          ...(refusal !== '' && { refusal }),
          ...(toolCalls.length > 0 && { toolCalls }),
          reason,
        };
      });
    const usage = finish?.usage ?? { promptTokens: NaN, completionTokens: NaN };
    return { choices, usage: JSON.parse(JSON.stringify(usage)) as typeof usage };
  }

  private joined(type: 'text-delta' | 'reasoning-delta' | 'refusal-delta', choice: number): string {
    const deltas = this.events.filter((event) => event.type === type && event.choice === choice);
    // Joined escaped, as the wire formats do: an escape may not be spread over two deltas.
    return decodeJsonText(deltas.map((event) => ('text' in event ? event.text : '')).join('') as JsonText);
  }

  private toolCallsOf(choice: number): ObservedCall[] {
    const calls: ObservedCall[] = [];
    for (const event of this.events) {
      if (event.type !== 'tool-call-delta' || event.choice !== choice) continue;
      const { index, id, name, arguments: text }: ToolCallDelta = event;
      const call = (calls[index] ??= { name: '', arguments: '' });
      if (id !== undefined) call.id = id;
      if (name !== undefined) call.name = name;
      call.arguments += decodeJsonText(text);
    }
    return calls;
  }
}
