import type { Layer, Operation } from '../generation/generate';
import type { GenerationError } from '../generation/generation-error';
import type { Continued } from './continued';
import type { Kind } from './target-state';

/** What every request that is routed has. */
export interface Routed {
  readonly model: string;
  /** In how many choices its answer comes; one where it does not come in choices. */
  readonly choices?: number;
}

/** One kind of thing that providers are asked for, and what is particular about routing it. */
export interface RequestKind<Request extends Routed, Event> {
  readonly name: Kind;
  /** Whether there is a provider of this name, whatever it serves. */
  readonly knows: (provider: string) => boolean;
  /** Finds a provider's operation by the provider's name; undefined where it does not serve this kind. */
  readonly find: (provider: string) => Operation<Request, Event> | undefined;
  /** The failure of a request whose model has no provider that serves this kind. */
  readonly refusal: (request: Request) => GenerationError;
  /**
   * Whether a model's fallbacks may answer in its place. Vectors of one model mean nothing beside those of
   * another, so for them only the model's own targets count.
   */
  readonly fallsBack: boolean;
  /** Lets an answer complete only when it is whole. */
  readonly terminal: Layer<Request, Event>;
  /** What it takes to go on with a request's answer that broke off; undefined where that cannot be done. */
  readonly continuationOf?: (request: Request) => Continued<Request, Event> | undefined;
}
