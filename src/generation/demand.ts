const NOBODY: readonly never[] = [];

/** Whoever slows down and goes on with demand. */
export interface DemandListener {
  /** Called at each change, synchronously. */
  demandChanged(wanted: boolean): void;
}

/**
 * Whether anybody can take more right now: lowered when the client's socket is full, raised when it drains.
 *
 * It runs against the events: the socket's writer sets it, and the provider at the other end pauses and
 * resumes its source by it. Between them nothing has to buffer.
 */
export class Demand {
  /** How often demand has been lowered or raised so far. */
  changes = 0;
  private wanted = true;
  /** Nearly always there is one; a set for it would be the largest thing here. */
  private listeners: readonly DemandListener[] = NOBODY;

  /** True while more is wanted. */
  get isWanted(): boolean {
    return this.wanted;
  }

  /** No more for now. */
  lower(): void {
    this.set(false);
  }

  /** Ready for more. */
  raise(): void {
    this.set(true);
  }

  /** Tells a listener of each change from now on. An object, since a closure would stay as long as the stream. */
  listen(listener: DemandListener): void {
    // A literal has room for what stands in it, a spread for seventeen.
    this.listeners = this.listeners === NOBODY ? [listener] : [...this.listeners, listener];
  }

  /** Tells it no more. */
  unlisten(listener: DemandListener): void {
    const others = this.listeners.filter((other) => other !== listener);
    this.listeners = others.length === 0 ? NOBODY : others;
  }

  private set(wanted: boolean): void {
    if (this.wanted === wanted) return;
    this.wanted = wanted;
    this.changes++;
    for (const listener of this.listeners) listener.demandChanged(wanted);
  }
}
