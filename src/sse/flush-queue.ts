/** Somebody who gathers bytes and writes them when told. */
export interface Flushable {
  flush(): void;
}

/**
 * Flushes in one turn of the event loop. Node accepts one new connection a turn, so turns have to be short
 * where there are thousands of streams, or new clients wait for seconds.
 */
const MOST_PER_TURN = 64;

/**
 * Flushes everybody who has something to write at the end of a turn of the event loop. Events that arrived
 * together leave in one write, and all streams share one callback.
 */
export class FlushQueue {
  private waiting: Flushable[] = [];
  private due: Flushable[] = [];
  private flushed = 0;
  private isArmed = false;

  /** Asks for one `flush()`, at the end of this turn or soon after. Callers ask once, not once per event. */
  add(writer: Flushable): void {
    this.waiting.push(writer);
    this.arm();
  }

  private arm(): void {
    if (this.isArmed) return;
    this.isArmed = true;
    setImmediate(this.run);
  }

  private readonly run = (): void => {
    this.isArmed = false;
    if (this.flushed === this.due.length) this.takeWaiting();
    const end = Math.min(this.due.length, this.flushed + MOST_PER_TURN);
    while (this.flushed < end) this.due[this.flushed++].flush();
    if (this.flushed < this.due.length || this.waiting.length > 0) this.arm();
    // Nobody is kept in memory for having been flushed.
    else this.takeWaiting();
  };

  private takeWaiting(): void {
    const spare = this.due;
    this.due = this.waiting;
    this.waiting = spare;
    spare.length = 0;
    this.flushed = 0;
  }
}
