/** Whoever waits for a {@link WheelTimer}. An object, since a closure would stay as long as its timer. */
export interface Timed {
  /** The time is up. */
  timeUp(): void;
}

/** Tells its owner once, some time after `start`. Reusable, so it costs one object. */
export class WheelTimer {
  /** Links of the slot's list; the wheel's own business. */
  previous: WheelTimer | undefined;
  following: WheelTimer | undefined;
  dueTick = -1;

  constructor(
    private readonly wheel: TimerWheel,
    readonly owner: Timed,
  ) {}

  /** Tells the owner once, `delayMs` after the wheel's latest tick; a timer that runs already starts anew. */
  start(delayMs: number): void {
    this.wheel.add(this, delayMs);
  }

  /** Takes the timer back. Harmless when it is not running. */
  stop(): void {
    this.wheel.remove(this);
  }

  /** {@link stop}, under the name by which a subscription ends what was added to it. */
  unsubscribe(): void {
    this.stop();
  }
}

/** One slot's list, closed into a ring by the head itself. */
class Slot {
  first: WheelTimer | undefined;
}

/**
 * A hashed timer wheel: any number of timers share one interval, and starting or stopping one is O(1).
 *
 * Thousands of paced streams, keep-alives and idle timeouts would otherwise each own a runtime timer and
 * restart it at every event. The price is precision: a delay is counted from the latest tick, so a timer
 * fires up to one tick early. The interval runs only while a timer is waiting, and never keeps the process
 * alive by itself.
 */
export class TimerWheel {
  private readonly slots: Slot[];
  private tick = 0;
  private waiting = 0;
  private interval: NodeJS.Timeout | undefined;
  private origin = 0;

  /**
   * @param tickMs length of a tick in milliseconds
   * @param slotCount slots on the wheel; timers further off than `tickMs * slotCount` go round more than once
   */
  constructor(
    readonly tickMs: number,
    slotCount = 512,
  ) {
    this.slots = Array.from({ length: slotCount }, () => new Slot());
  }

  /** A timer on this wheel. @param owner whom it tells */
  timer(owner: Timed): WheelTimer {
    return new WheelTimer(this, owner);
  }

  /** How many timers are waiting. */
  get size(): number {
    return this.waiting;
  }

  /** Milliseconds on the wheel's own clock at its latest tick; reading it costs no call to the system. */
  get now(): number {
    return this.tick * this.tickMs;
  }

  /** {@link WheelTimer.start} */
  add(timer: WheelTimer, delayMs: number): void {
    this.remove(timer);
    if (this.interval === undefined) this.run();
    timer.dueTick = this.tick + Math.max(1, Math.ceil(delayMs / this.tickMs));
    const slot = this.slotOf(timer.dueTick);
    timer.following = slot.first;
    if (slot.first) slot.first.previous = timer;
    slot.first = timer;
    this.waiting++;
  }

  /** {@link WheelTimer.stop} */
  remove(timer: WheelTimer): void {
    if (timer.dueTick < 0) return;
    const slot = this.slotOf(timer.dueTick);
    if (timer.previous) timer.previous.following = timer.following;
    else slot.first = timer.following;
    if (timer.following) timer.following.previous = timer.previous;
    timer.previous = timer.following = undefined;
    timer.dueTick = -1;
    this.waiting--;
  }

  private run(): void {
    this.origin = performance.now() - this.now;
    this.interval = setInterval(() => this.advance(), this.tickMs);
    this.interval.unref();
  }

  /** Catches up with the clock: late intervals (a busy event loop) run all the ticks that have passed. */
  private advance(): void {
    const target = Math.floor((performance.now() - this.origin) / this.tickMs);
    while (this.tick < target && this.waiting > 0) {
      this.tick++;
      this.fire(this.slotOf(this.tick));
    }
    if (this.waiting === 0) {
      clearInterval(this.interval);
      this.interval = undefined;
    }
  }

  private fire(slot: Slot): void {
    // Collected first: a callback may start or stop any timer, this slot's included.
    let due: WheelTimer[] | undefined;
    for (let timer = slot.first; timer; timer = timer.following) {
      if (timer.dueTick <= this.tick) (due ??= []).push(timer);
    }
    if (!due) return;
    for (const timer of due) {
      if (timer.dueTick < 0 || timer.dueTick > this.tick) continue;
      this.remove(timer);
      timer.owner.timeUp();
    }
  }

  private slotOf(tick: number): Slot {
    return this.slots[tick % this.slots.length];
  }
}
