import type { BreakerSettings, Gateway, ProviderCapacity } from '../config/gateway/gateway';
import type { TimerWheel } from '../timing/timer-wheel';
import { ProviderSlots } from './provider-slots';
import { type Kind, TargetState } from './target-state';

/** The built-in model is bounded by the service's own limit of streams. */
const UNBOUNDED: ProviderCapacity = { maxConcurrent: Infinity, maxQueue: 0, queueTimeoutMs: 0 };
/** States that are kept at a time: callers of `provider/model` choose names. The one used longest ago goes. */
const MAX_STATES = 2_000;

/** What is known of all targets. It outlives a change of the configuration, where the target stays the same. */
export class TargetStates {
  private readonly states = new Map<string, TargetState>();
  private readonly slots = new Map<string, ProviderSlots>();

  constructor(
    private gateway: Gateway,
    private readonly wheel: TimerWheel,
  ) {}

  /** All of them, for health and metrics. */
  get all(): readonly TargetState[] {
    return [...this.states.values()];
  }

  /** Takes over a changed configuration; what it no longer has is forgotten. */
  replace(gateway: Gateway): void {
    for (const [name, { capacity }] of this.slots) {
      const next = gateway.providers.get(name)?.capacity ?? UNBOUNDED;
      if (JSON.stringify(next) !== JSON.stringify(capacity)) this.slots.delete(name);
    }
    for (const [key, state] of this.states) {
      if (this.slots.get(state.provider) !== state.slots) this.states.delete(key);
    }
    this.gateway = gateway;
  }

  /**
   * The state of a provider's model under the given rules for its breaker. Each kind of request has its own: a
   * chat model that cannot embed is not ill.
   */
  of(kind: Kind, provider: string, model: string, breaker: BreakerSettings): TargetState {
    const key = JSON.stringify([kind, provider, model, breaker]);
    const known = this.states.get(key);
    const state = known ?? new TargetState(kind, provider, model, this.slotsOf(provider), breaker);
    this.states.delete(key);
    this.states.set(key, state);
    if (this.states.size > MAX_STATES) this.states.delete(this.states.keys().next().value!);
    return state;
  }

  private slotsOf(provider: string): ProviderSlots {
    let slots = this.slots.get(provider);
    if (!slots) {
      slots = new ProviderSlots(this.gateway.providers.get(provider)?.capacity ?? UNBOUNDED, this.wheel);
      this.slots.set(provider, slots);
    }
    return slots;
  }
}
