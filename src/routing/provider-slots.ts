import type { ProviderCapacity } from '../config/gateway/gateway';
import type { TimerWheel, WheelTimer } from '../timing/timer-wheel';

/** Somebody who waits for a place. */
interface Waiting {
  readonly enter: () => void;
  readonly timer: WheelTimer;
}

/** Bounds how many requests a provider gets at a time; a few more wait for a moment, in order. */
export class ProviderSlots {
  private active = 0;
  private readonly queue = new Set<Waiting>();

  constructor(
    readonly capacity: ProviderCapacity,
    private readonly wheel: TimerWheel,
  ) {}

  /** Takes a place when one is free. */
  tryEnter(): boolean {
    if (this.active >= this.capacity.maxConcurrent) return false;
    this.active++;
    return true;
  }

  /**
   * Waits for a place.
   * @param enter called when it has one
   * @param giveUp called when it waited too long
   * @returns takes the request out of the queue again; undefined where the queue is full
   */
  wait(enter: () => void, giveUp: () => void): (() => void) | undefined {
    if (this.queue.size >= this.capacity.maxQueue) return undefined;
    const waiting: Waiting = {
      enter,
      timer: this.wheel.timer({
        timeUp: () => {
          this.queue.delete(waiting);
          giveUp();
        },
      }),
    };
    this.queue.add(waiting);
    waiting.timer.start(this.capacity.queueTimeoutMs);
    return () => {
      waiting.timer.stop();
      this.queue.delete(waiting);
    };
  }

  /** Gives a place back, to whoever waits longest. */
  leave(): void {
    const [first] = this.queue;
    if (first === undefined) {
      this.active--;
      return;
    }
    this.queue.delete(first);
    first.timer.stop();
    first.enter();
  }
}
