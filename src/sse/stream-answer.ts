import type { ServerResponse } from 'node:http';
import { type ByteText, encodeBytes, NO_BYTES } from '../generation/byte-text';
import type { GenerationError } from '../generation/generation-error';
import type { StreamEvent } from '../generation/stream-event';
import type { Timed, TimerWheel, WheelTimer } from '../timing/timer-wheel';
import type { Answer } from './answer';
import type { AnswerChannel } from './answer-channel';
import { EVENT_STREAM_HEADERS } from './event-stream-headers';
import type { FlushQueue } from './flush-queue';
import { cutOffWhenStalled } from './cut-off-when-stalled';
import { BATCH_BYTES, StreamBody } from './stream-body';
import type { StreamFormat } from './wire-format';

/**
 * From this age on, a stream is taken for one that is going to last: later than a burst is over, and before V8 takes
 * what is given back for old.
 */
const LASTING_MS = 200;
const KEEP_ALIVE = encodeBytes(': keep-alive\n\n');

/** What the streams of a process share. */
export interface StreamAnswerOptions {
  readonly keepAliveMs: number;
  readonly slowClientMs: number;
  readonly wheel: TimerWheel;
  readonly flushes: FlushQueue;
  /** Called once for each stream that lasts, to give back what it does not need. */
  readonly whenLasting: (response: ServerResponse) => void;
}

/**
 * Writes one stream to its socket. The status leaves with the first event that has a place on the wire, or
 * with the first keep-alive. What one turn of the event loop brings leaves in one write, at its end (a batch that
 * is full, at once): then one stream after the other writes, and a client process that the first write has woken is
 * awake for the rest.
 *
 * When the socket is full, demand is lowered until it drains; a client that takes nothing at all for
 * `slowClientMs` is cut off.
 */
export class StreamAnswer<Event = StreamEvent> implements Answer<Event>, Timed {
  private pending = NO_BYTES;
  private body: StreamBody | undefined;
  private begun = false;
  private phase: 'open' | 'ending' | 'over' = 'open';
  private isQueued = false;
  private lastWrite: number;
  /** When it will be a lasting one, by the wheel; undefined once it is. */
  private lastsFrom: number | undefined;
  private readonly timer: WheelTimer;

  constructor(
    private readonly channel: AnswerChannel,
    private readonly format: StreamFormat<Event>,
    private readonly options: StreamAnswerOptions,
  ) {
    channel.context.report.streamed = true;
    this.lastWrite = options.wheel.now;
    this.lastsFrom = this.lastWrite + LASTING_MS;
    this.timer = options.wheel.timer(this);
    this.arm();
  }

  get committed(): boolean {
    return this.begun || this.body !== undefined;
  }

  next(event: Event): void {
    const text = this.format.encode(event);
    if (text !== '') this.gather(text);
  }

  complete(): void {
    this.end(NO_BYTES);
  }

  fail(error: GenerationError): void {
    this.end(this.format.fail(error));
  }

  cutShort(): void {
    if (this.body) this.end(NO_BYTES);
  }

  /** Writes what was gathered. Called by the flush queue, once per turn. */
  flush(): void {
    this.isQueued = false;
    if (this.phase === 'over' || this.channel.response.destroyed) return;
    if (this.phase === 'ending') this.finish();
    else if (this.pending !== '') this.write();
  }

  release(): void {
    this.timer.stop();
    this.pending = NO_BYTES;
    this.phase = 'over';
  }

  private gather(text: ByteText): void {
    this.begun = true;
    this.append(text);
    if (this.pending.length >= BATCH_BYTES) this.write();
    else this.enqueue();
  }

  private append(text: ByteText): void {
    this.pending = (this.pending + text) as ByteText;
  }

  private enqueue(): void {
    if (this.isQueued) return;
    this.isQueued = true;
    this.options.flushes.add(this);
  }

  private write(): void {
    const text = this.pending;
    this.pending = NO_BYTES;
    this.lastWrite = this.options.wheel.now;
    const body = this.open();
    if (!body.write(text)) this.waitForDrain(body);
  }

  private end(last: ByteText): void {
    if (this.phase !== 'open') return;
    this.phase = 'ending';
    this.timer.stop();
    this.append(last);
    this.enqueue();
  }

  private finish(): void {
    const { response, context } = this.channel;
    this.open().end(this.pending);
    if (response.writableLength > 0) {
      cutOffWhenStalled(response, context, this.options.slowClientMs);
    }
    this.release();
  }

  /** The body; its head is written with what is first written to it. */
  private open(): StreamBody {
    if (this.body) return this.body;
    this.channel.writeHead(200, EVENT_STREAM_HEADERS);
    return (this.body = new StreamBody(this.channel.response));
  }

  private waitForDrain(body: StreamBody): void {
    const { response, context } = this.channel;
    if (!context.demand.isWanted) return;
    context.demand.lower();
    const stopWatch = cutOffWhenStalled(response, context, this.options.slowClientMs);
    body.whenDrained(() => {
      stopWatch();
      context.demand.raise();
    });
  }

  /** Another stretch of its life is over. */
  timeUp(): void {
    const { wheel, keepAliveMs, whenLasting } = this.options;
    if (this.lastsFrom !== undefined && wheel.now >= this.lastsFrom) {
      this.lastsFrom = undefined;
      whenLasting(this.channel.response);
    }
    if (keepAliveMs > 0 && wheel.now >= this.lastWrite + keepAliveMs) this.breakSilence();
    this.arm();
  }

  private arm(): void {
    const { wheel, keepAliveMs } = this.options;
    const silentFrom = keepAliveMs > 0 ? this.lastWrite + keepAliveMs : Infinity;
    const due = Math.min(silentFrom, this.lastsFrom ?? Infinity);
    if (due !== Infinity) this.timer.start(due - wheel.now);
  }

  private breakSilence(): void {
    // A client that has not taken what it was sent is not kept waiting by us.
    this.lastWrite = this.options.wheel.now;
    if (!this.channel.context.demand.isWanted) return;
    this.append(this.format.keepAlive ?? KEEP_ALIVE);
    this.write();
  }
}
