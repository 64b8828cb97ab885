import type OpenAI from 'openai';
import type { WireErrorObject } from './wire-error-object';

type Chunk = OpenAI.ChatCompletionChunk;

/** A body of Server-Sent Events as a client of the OpenAI dialect reads it. */
export class ReceivedStream {
  /** The data of all messages, in order. */
  readonly data: readonly string[];
  readonly chunks: readonly Chunk[];
  readonly errors: readonly WireErrorObject[];

  /** @throws Error where the body is not made of whole messages and comments */
  constructor(body: string) {
    if (body !== '' && !body.endsWith('\n\n')) throw new Error(`The body ends inside of a message: ${body}`);
    const messages = body.split('\n\n').slice(0, -1);
    this.data = messages
      .filter((message) => !message.startsWith(':'))
      .map((message) => {
        if (!message.startsWith('data: ') || message.includes('\n')) {
          throw new Error(`This is not one line of data: ${message}`);
        }
        return message.slice('data: '.length);
      });
    const objects = this.data
      .filter((data) => data !== '[DONE]')
      .map((data) => JSON.parse(data) as Chunk & { error?: WireErrorObject });
    this.chunks = objects.filter(({ error }) => !error);
    this.errors = objects.flatMap(({ error }) => error ?? []);
  }

  /** The text of one choice. */
  textOf(choice = 0): string {
    return this.deltas(choice)
      .map(({ content }) => content ?? '')
      .join('');
  }

  /** The finish reasons of all choices, in the order in which they came. */
  get finishReasons(): string[] {
    return this.chunks.flatMap(({ choices }) => choices.flatMap(({ finish_reason }) => finish_reason ?? []));
  }

  get usage(): OpenAI.CompletionUsage | undefined {
    return this.chunks.find(({ usage }) => usage)?.usage ?? undefined;
  }

  private deltas(choice: number): Chunk['choices'][number]['delta'][] {
    return this.chunks.flatMap(({ choices }) =>
      choices.filter(({ index }) => index === choice).map(({ delta }) => delta),
    );
  }
}
