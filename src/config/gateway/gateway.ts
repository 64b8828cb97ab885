/** The four bounds on an answer's time, in milliseconds; 0 is none. */
export interface Timeouts {
  /** Until the upstream is reached. */
  readonly connectMs: number;
  /** From there until the first event with content. */
  readonly firstTokenMs: number;
  /** Between two events, while the client takes them. */
  readonly idleMs: number;
  /** Over everything, retries and fallbacks included. */
  readonly totalMs: number;
}

/** When a target is left alone for a while. */
export interface BreakerSettings {
  /** Failures in a row that open the breaker; 0 never opens it. */
  readonly failures: number;
  /** How long it stays open before one request may try. */
  readonly cooldownMs: number;
}

/** A model of a provider. */
export interface Target {
  readonly provider: string;
  /** The provider's own name for the model. */
  readonly model: string;
  /** Share of the requests, relative to the other targets' weights. */
  readonly weight: number;
}

/** What is known of every model, by its own entry or by the defaults. */
export interface ModelSettings {
  readonly timeouts: Timeouts;
  /** Further attempts at a target after one that failed. */
  readonly retries: number;
  readonly breaker: BreakerSettings;
  /** Whether another target may continue an answer that broke off. */
  readonly continueOnFailure: boolean;
}

/** A model as callers know it. */
export interface Model extends ModelSettings {
  readonly targets: readonly Target[];
  /** Names of models, or `provider/model`, that are tried in order once all targets have failed. */
  readonly fallbacks: readonly string[];
}

/** How many requests a provider gets at a time. */
export interface ProviderCapacity {
  readonly maxConcurrent: number;
  /** Requests that may wait for a place. */
  readonly maxQueue: number;
  readonly queueTimeoutMs: number;
}

/** A provider's entry: its type, its capacity, and the type's own options, validated. */
export interface ProviderEntry {
  readonly type: string;
  readonly capacity: ProviderCapacity;
  readonly options: object;
}

/** Which models there are and who answers for them: the configuration file's part of the configuration. */
export interface Gateway {
  readonly providers: ReadonlyMap<string, ProviderEntry>;
  readonly models: ReadonlyMap<string, Model>;
  /** For requests that go straight to a provider. */
  readonly defaults: ModelSettings;
  /** The model that answers where a request names none. */
  readonly defaultModel: string;
  /** Whether `provider/model` may be asked for. */
  readonly exposeProviderModels: boolean;
}

/** The name of the provider, and of its model, that is always there. */
export const BUILTIN = 'builtin';
/** The entry that answers for every name that is not configured. */
export const CATCH_ALL = '*';
