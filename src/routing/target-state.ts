import type { BreakerSettings } from '../config/gateway/gateway';
import { CircuitBreaker } from './circuit-breaker';
import type { ProviderSlots } from './provider-slots';

/** What a provider's model can be asked for. */
export type Kind = 'generation' | 'embedding';

/** What is known of one provider's model while requests of a kind run: shared by all models that have it as a target. */
export class TargetState {
  /** Requests that it serves now. */
  active = 0;
  readonly breaker: CircuitBreaker;

  constructor(
    readonly kind: Kind,
    readonly provider: string,
    readonly model: string,
    readonly slots: ProviderSlots,
    breaker: BreakerSettings,
  ) {
    this.breaker = new CircuitBreaker(breaker);
  }
}
