import type { BreakerSettings } from '../config/gateway/gateway';
import { CircuitBreaker } from './circuit-breaker';
import type { ProviderSlots } from './provider-slots';

/** What is known of one provider's model while requests run: shared by all models that have it as a target. */
export class TargetState {
  /** Requests that it serves now. */
  active = 0;
  readonly breaker: CircuitBreaker;

  constructor(
    readonly provider: string,
    readonly model: string,
    readonly slots: ProviderSlots,
    breaker: BreakerSettings,
  ) {
    this.breaker = new CircuitBreaker(breaker);
  }
}
