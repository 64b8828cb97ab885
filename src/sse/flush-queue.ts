/** Somebody who gathers bytes and writes them when told. */
export interface Flushable {
  flush(): void;
}

/**
 * Flushes everybody who has something to write once per turn of the event loop. Events that arrived
 * together leave in one write, and all streams of a turn share one callback.
 */
export class FlushQueue {
  private waiting: Flushable[] = [];
  private spare: Flushable[] = [];

  /** Asks for one `flush()` at the end of this turn. Callers ask once per turn, not once per event. */
  add(writer: Flushable): void {
    if (this.waiting.push(writer) === 1) setImmediate(this.run);
  }

  private readonly run = (): void => {
    const due = this.waiting;
    this.waiting = this.spare;
    for (const writer of due) writer.flush();
    due.length = 0;
    this.spare = due;
  };
}
