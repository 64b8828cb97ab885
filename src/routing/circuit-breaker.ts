import type { BreakerSettings } from '../config/gateway/gateway';

/** Closed: all may pass. Open: none. Half-open: one at a time, to see. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * Keeps requests away from a target that fails again and again. It opens after a number of failures in a
 * row, lets one request try when its cooldown is over, and closes when that one is answered.
 *
 * Own code because a stream is no promise: what counts as an answer is its first event, what counts as a
 * failure may come minutes later, and a client that leaves is neither.
 */
export class CircuitBreaker {
  private failures = 0;
  private openUntil = 0;
  private probing = false;

  /** @param now a clock in milliseconds */
  constructor(
    private readonly settings: BreakerSettings,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get state(): BreakerState {
    if (this.openUntil === 0) return 'closed';
    return this.now() < this.openUntil ? 'open' : 'half-open';
  }

  /** Whether a request would be let through now. */
  get allows(): boolean {
    if (this.openUntil === 0) return true;
    return this.now() >= this.openUntil && !this.probing;
  }

  /** Seconds until a request may try again. */
  get retryAfter(): number {
    return Math.max(1, Math.ceil((this.openUntil - this.now()) / 1000));
  }

  /** Lets a request through. @returns whether it is the probe of a half-open breaker */
  enter(): boolean {
    if (this.openUntil === 0) return false;
    this.probing = true;
    return true;
  }

  /** A probe is answered: the target lives. */
  revive(): void {
    this.openUntil = 0;
    this.probing = false;
    this.failures = 0;
  }

  /** A request was served to its end. */
  succeed(): void {
    this.failures = 0;
  }

  /** A request failed by the target's fault. */
  fail(wasProbe: boolean): void {
    this.failures++;
    if (wasProbe) this.probing = false;
    if (wasProbe || (this.settings.failures > 0 && this.failures >= this.settings.failures)) {
      this.openUntil = this.now() + this.settings.cooldownMs;
    }
  }

  /** A probe ended without a verdict: its client left, or the request itself was at fault. */
  abandon(): void {
    this.probing = false;
  }
}
