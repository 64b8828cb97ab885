import {
  BUILTIN,
  CATCH_ALL,
  type Gateway,
  type Model,
  type ModelSettings,
  type Target,
} from '../config/gateway/gateway';
import { splitProviderModel } from '../config/gateway/parse-models';
import { composeLayers, type Generate } from '../generation/generate';
import { terminalLayer } from '../generation/terminal.layer';
import type { TimerWheel } from '../timing/timer-wheel';
import type { Candidate } from './candidates';
import { fallback } from './fallback.layer';
import { retryLayer } from './retry.layer';
import { slotsLayer } from './slots.layer';
import { targetLayer } from './target.layer';
import type { TargetStates } from './target-states';
import { timeoutsLayer } from './timeouts.layer';
import { totalTimeoutLayer } from './total-timeout.layer';

/** Routes to `provider/model` that are kept at a time: callers choose these names. */
const MAX_DIRECT_ROUTES = 1_000;

/** Finds a provider's `Generate` by its name. */
export type FindProvider = (name: string) => Generate | undefined;

/**
 * From a model's name to its `Generate`, for one gateway. This is where the order stands in which routing
 * wraps a provider.
 */
export class RouteTable {
  private readonly routes = new Map<string, Generate>();
  private readonly direct = new Map<string, Generate>();

  constructor(
    private readonly gateway: Gateway,
    private readonly states: TargetStates,
    private readonly findProvider: FindProvider,
    private readonly wheel: TimerWheel,
  ) {
    for (const [name, model] of gateway.models) this.routes.set(name, this.route(model));
    this.routes.set(BUILTIN, this.route(this.directModel(BUILTIN, BUILTIN)));
  }

  /** Who answers for a name; undefined where nobody does. */
  find(name: string): Generate | undefined {
    return this.routes.get(name) ?? this.findDirect(name) ?? this.routes.get(CATCH_ALL);
  }

  /** Names of models that callers may ask for, `provider/model` apart. */
  get names(): string[] {
    return [...this.routes.keys()].filter((name) => name !== CATCH_ALL);
  }

  private findDirect(name: string): Generate | undefined {
    const known = this.direct.get(name);
    if (known || !this.gateway.exposeProviderModels) return known;
    const [provider, model] = splitProviderModel(name) ?? [];
    if (provider === undefined || model === undefined || !this.findProvider(provider)) return undefined;
    const route = this.route(this.directModel(provider, model));
    if (this.direct.size >= MAX_DIRECT_ROUTES) this.direct.delete(this.direct.keys().next().value!);
    this.direct.set(name, route);
    return route;
  }

  private directModel(provider: string, model: string): Model {
    return { ...this.gateway.defaults, targets: [{ provider, model, weight: 1 }], fallbacks: [] };
  }

  /** total(fallback(balance(retry(breaker(slots(timeouts(terminal(provider)))))))) */
  private route(model: Model): Generate {
    const { timeouts, continueOnFailure } = model;
    const groups = [this.group(model), ...model.fallbacks.map((name) => this.fallbackGroup(name))];
    const tried = fallback({ groups: groups.filter((group) => group.length > 0), continueOnFailure });
    return totalTimeoutLayer(timeouts.totalMs, this.wheel)(tried);
  }

  private group(model: Model): Candidate[] {
    return model.targets.map((target) => this.candidate(target, model));
  }

  private fallbackGroup(name: string): Candidate[] {
    const model = this.gateway.models.get(name);
    if (model) return this.group(model);
    const [provider, inner] = name === BUILTIN ? [BUILTIN, BUILTIN] : (splitProviderModel(name) ?? []);
    return provider && inner ? this.group(this.directModel(provider, inner)) : [];
  }

  private candidate({ provider, model, weight }: Target, settings: ModelSettings): Candidate {
    const { timeouts, retries, breaker } = settings;
    const { wheel } = this;
    const state = this.states.of(provider, model, breaker);
    const generate = this.findProvider(provider);
    if (!generate) throw new Error(`No provider ${provider}`);
    const layers = [
      retryLayer({ retries, wheel }),
      targetLayer(state),
      slotsLayer(state.slots),
      timeoutsLayer(timeouts, wheel),
      terminalLayer,
    ];
    return { state, weight, generate: composeLayers(layers, generate) };
  }
}
