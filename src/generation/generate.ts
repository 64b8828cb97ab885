import type { Observable } from 'rxjs';
import type { GenerationContext } from './generation-context';
import type { GenerationRequest } from './generation-request';
import type { StreamEvent } from './stream-event';

/**
 * The one function type of this program. A provider is one; retries, fallbacks, timeouts and meters wrap one.
 *
 * Subscribing starts the work; unsubscribing aborts it, all the way to the upstream's socket. The Observable
 * emits in the order that {@link StreamEvent} describes, or fails with a `GenerationError`.
 */
export type Generate = (request: GenerationRequest, context: GenerationContext) => Observable<StreamEvent>;

/** Wraps a {@link Generate} with one concern. */
export type GenerateLayer = (next: Generate) => Generate;

/** Wraps `generate` so that the first layer given is the outermost. */
export function composeLayers(layers: readonly GenerateLayer[], generate: Generate): Generate {
  return layers.reduceRight((next, layer) => layer(next), generate);
}
