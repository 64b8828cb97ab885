import { connect, type Socket } from 'node:net';
import { EventCounter } from './event-counter';
import type { LoadJob } from './load-job';
import type { LoadTally } from './load-tally';
import { ResponseReader } from './response-reader';

const READ_BYTES = 65_536;
const RECONNECT_MS = 10;
const US_PER_MS = 1_000;

/** One buffer for all clients: whatever is read is looked at before the next read begins. */
const READ_BUFFER = Buffer.allocUnsafe(READ_BYTES);

/** A client that asks, reads the whole answer, and asks again on the same connection. */
export class LoadClient {
  private socket!: Socket;
  private readonly counter = new EventCounter();
  private readonly reader = new ResponseReader((bytes, from, to) => this.counter.push(bytes, from, to));
  private state: 'connecting' | 'waiting' | 'leaving' | 'closed' = 'connecting';
  private askedAt = 0;
  private lastContentAt = 0;
  private counted = 0;
  private leaves = false;

  constructor(
    private readonly job: LoadJob,
    private readonly request: Buffer,
    private readonly tally: LoadTally,
  ) {
    this.connect();
  }

  /** Leaves for good. */
  close(): void {
    this.state = 'closed';
    this.socket.destroy();
  }

  /** How long an answer that is open has been silent, in microseconds; 0 where none is open. */
  silence(now: number): number {
    return this.state === 'waiting' ? (now - (this.lastContentAt || this.askedAt)) * US_PER_MS : 0;
  }

  private connect(): void {
    this.state = 'connecting';
    this.socket = connect({
      host: '127.0.0.1',
      port: this.job.port,
      noDelay: true,
      // Without Node's streams between: they are half of what a read costs.
      onread: {
        buffer: READ_BUFFER,
        callback: (length) => {
          this.read(length);
          return true;
        },
      },
    });
    this.socket.on('connect', () => this.ask());
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => this.lost());
  }

  private ask(): void {
    const { leaveEvery = 0 } = this.job;
    this.state = 'waiting';
    this.reader.reset();
    this.counter.reset();
    this.lastContentAt = 0;
    this.counted = 0;
    this.leaves = leaveEvery > 0 && this.tally.begin() % leaveEvery === 0;
    this.askedAt = performance.now();
    this.socket.write(this.request);
  }

  private read(length: number): void {
    if (this.state !== 'waiting') return;
    const now = performance.now();
    const complete = this.reader.push(READ_BUFFER, length);
    this.counter.endRead();
    if (this.counter.content !== this.counted) this.countContent(now);
    if (complete) this.complete(now);
    else if (this.leaves && this.counted > 0) this.leave();
  }

  private countContent(now: number): void {
    const { tally, counter } = this;
    if (tally.measuring) {
      tally.events += counter.content - this.counted;
      if (this.counted === 0) tally.firstToken.record((now - this.askedAt) * US_PER_MS);
      else if (counter.content > this.counted) tally.gap.record((now - this.lastContentAt) * US_PER_MS);
    }
    this.counted = counter.content;
    this.lastContentAt = now;
  }

  private complete(now: number): void {
    const { tally, job } = this;
    if (tally.measuring) {
      if (this.reader.status !== job.status) {
        tally.errors.status++;
      } else if (job.expect === 'stream' && !this.counter.finished) {
        tally.errors.unfinished++;
      } else {
        tally.answers++;
        tally.whole.record((now - this.askedAt) * US_PER_MS);
      }
    }
    if (this.reader.closes) this.leave();
    else this.ask();
  }

  private leave(): void {
    this.state = 'leaving';
    this.socket.destroy();
  }

  /** The connection is gone: as this client wanted, or because the server broke it. */
  private lost(): void {
    const { tally, state } = this;
    if (state === 'closed') return;
    if (state === 'leaving') {
      this.connect();
      return;
    }
    if (tally.measuring) {
      if (this.state === 'connecting' || this.reader.status === 0) tally.errors.connect++;
      else tally.errors.truncated++;
    }
    this.state = 'connecting';
    setTimeout(() => this.state === 'connecting' && this.connect(), RECONNECT_MS);
  }
}
