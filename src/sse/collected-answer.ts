import { GenerationError } from '../generation/generation-error';
import type { StreamEvent } from '../generation/stream-event';
import type { Answer } from './answer';
import type { AnswerChannel } from './answer-channel';
import { cutOffWhenStalled } from './cut-off-when-stalled';
import { JSON_HEADERS } from './json-headers';
import type { FlushQueue, Flushable } from './flush-queue';
import type { CollectedFormat } from './wire-format';

export interface CollectedAnswerOptions {
  /** Bytes that an answer may come to before it is refused. */
  readonly maxBytes: number;
  readonly slowClientMs: number;
  readonly flushes: FlushQueue;
}

/**
 * Collects the events of an answer that was not asked to stream and sends it as one JSON body, at the end of the
 * turn of the event loop that completes it.
 */
export class CollectedAnswer<Event = StreamEvent> implements Answer<Event>, Flushable {
  private bytes = 0;
  private whole: Buffer | undefined;

  constructor(
    private readonly channel: AnswerChannel,
    private readonly format: CollectedFormat<Event>,
    private readonly options: CollectedAnswerOptions,
  ) {}

  get committed(): boolean {
    return this.whole !== undefined;
  }

  /** @throws GenerationError when the answer outgrows its bound */
  next(event: Event): void {
    this.bytes += this.format.add(event);
    if (this.bytes > this.options.maxBytes) {
      throw new GenerationError(
        'upstream_invalid_response',
        'The answer is too long to be returned in one piece. Ask for it with stream: true.',
      );
    }
  }

  complete(): void {
    this.whole = Buffer.from(this.format.body());
    this.options.flushes.add(this);
  }

  /** Sends the answer. */
  flush(): void {
    const { response, context } = this.channel;
    if (!this.whole || response.destroyed) return;
    this.channel.writeHead(200, [...JSON_HEADERS, 'Content-Length', String(this.whole.length)]);
    response.end(this.whole);
    if (response.writableLength > 0) cutOffWhenStalled(response, context, this.options.slowClientMs);
  }

  /** A status that has left with its length cannot be taken back; only the connection can. */
  fail(): void {
    this.channel.response.destroy();
  }

  /** Until it is whole it has not begun. */
  cutShort(): void {}

  release(): void {
    this.bytes = 0;
  }
}
