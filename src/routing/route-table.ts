import { throwError } from 'rxjs';
import {
  BUILTIN,
  CATCH_ALL,
  type Gateway,
  type Model,
  type ModelSettings,
  type Target,
} from '../config/gateway/gateway';
import { splitProviderModel } from '../config/gateway/parse-models';
import { composeLayers, type Operation } from '../generation/generate';
import type { TimerWheel } from '../timing/timer-wheel';
import type { Candidate } from './candidates';
import { fallback } from './fallback.layer';
import type { RequestKind, Routed } from './request-kind';
import { retryLayer } from './retry.layer';
import { slotsLayer } from './slots.layer';
import { targetLayer } from './target.layer';
import type { TargetStates } from './target-states';
import { timeoutsLayer } from './timeouts.layer';
import { totalTimeoutLayer } from './total-timeout.layer';

/** Routes to `provider/model` that are kept at a time: callers choose these names. */
const MAX_DIRECT_ROUTES = 1_000;

/**
 * From a model's name to its `Operation`, for one gateway and one kind of request. This is where the order
 * stands in which routing wraps a provider.
 */
export class RouteTable<Request extends Routed, Event extends { readonly type: string }> {
  private readonly routes = new Map<string, Operation<Request, Event>>();
  private readonly direct = new Map<string, Operation<Request, Event>>();

  constructor(
    private readonly gateway: Gateway,
    private readonly states: TargetStates,
    private readonly kind: RequestKind<Request, Event>,
    private readonly wheel: TimerWheel,
  ) {
    const models = [...gateway.models, [BUILTIN, this.directModel(BUILTIN, BUILTIN)] as const];
    for (const [name, model] of models) this.routes.set(name, this.route(model));
  }

  /** Who answers for a name; undefined where nobody does. */
  find(name: string): Operation<Request, Event> | undefined {
    return this.routes.get(name) ?? this.findDirect(name) ?? this.routes.get(CATCH_ALL);
  }

  /** Names of models that callers may ask for, `provider/model` apart. */
  get names(): string[] {
    return [...this.routes.keys()].filter((name) => name !== CATCH_ALL);
  }

  private findDirect(name: string): Operation<Request, Event> | undefined {
    const known = this.direct.get(name);
    if (known || !this.gateway.exposeProviderModels) return known;
    const [provider, model] = splitProviderModel(name) ?? [];
    if (provider === undefined || model === undefined || !this.kind.knows(provider)) return undefined;
    const route = this.route(this.directModel(provider, model));
    if (this.direct.size >= MAX_DIRECT_ROUTES) this.direct.delete(this.direct.keys().next().value!);
    this.direct.set(name, route);
    return route;
  }

  private directModel(provider: string, model: string): Model {
    return { ...this.gateway.defaults, targets: [{ provider, model, weight: 1 }], fallbacks: [] };
  }

  /** total(fallback(balance(retry(breaker(slots(timeouts(terminal(provider)))))))) */
  private route(model: Model): Operation<Request, Event> {
    const { timeouts, continueOnFailure } = model;
    const fallbacks = this.kind.fallsBack ? model.fallbacks : [];
    const groups = [this.group(model), ...fallbacks.map((name) => this.fallbackGroup(name))].filter(
      (group) => group.length > 0,
    );
    if (groups.length === 0) return (request) => throwError(() => this.kind.refusal(request));
    const tried = fallback({
      groups,
      continuationOf: continueOnFailure ? this.kind.continuationOf : undefined,
    });
    return totalTimeoutLayer(timeouts.totalMs, this.wheel)(tried);
  }

  private group(model: Model): Candidate<Request, Event>[] {
    return model.targets.flatMap((target) => this.candidate(target, model) ?? []);
  }

  private fallbackGroup(name: string): Candidate<Request, Event>[] {
    const model = this.gateway.models.get(name);
    if (model) return this.group(model);
    const [provider, inner] = name === BUILTIN ? [BUILTIN, BUILTIN] : (splitProviderModel(name) ?? []);
    return provider && inner ? this.group(this.directModel(provider, inner)) : [];
  }

  private candidate(
    { provider, model, weight }: Target,
    settings: ModelSettings,
  ): Candidate<Request, Event> | undefined {
    const { timeouts, retries, breaker } = settings;
    const { wheel } = this;
    const operation = this.kind.find(provider);
    if (!operation) return undefined;
    const state = this.states.of(this.kind.name, provider, model, breaker);
    const layers = [
      retryLayer({ retries, wheel }),
      targetLayer(state),
      slotsLayer(state.slots),
      timeoutsLayer(timeouts, wheel),
      this.kind.terminal,
    ];
    return { state, weight, operation: composeLayers(layers, operation) };
  }
}
