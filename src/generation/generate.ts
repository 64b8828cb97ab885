import type { Observable } from 'rxjs';
import type { GenerationContext } from './generation-context';
import type { GenerationRequest } from './generation-request';
import type { StreamEvent } from './stream-event';

/**
 * Something that a provider can be asked for, whatever is asked and whatever comes. Subscribing starts the
 * work; unsubscribing aborts it, all the way to the upstream's socket. What fails is a `GenerationError`.
 */
export type Operation<Request, Event> = (request: Request, context: GenerationContext) => Observable<Event>;

/** Wraps an {@link Operation} with one concern. */
export type Layer<Request, Event> = (next: Operation<Request, Event>) => Operation<Request, Event>;

/**
 * The one function type of this program. A provider is one; retries, fallbacks, timeouts and meters wrap one.
 * The Observable emits in the order that {@link StreamEvent} describes.
 */
export type Generate = Operation<GenerationRequest, StreamEvent>;

/** Wraps a {@link Generate} with one concern. */
export type GenerateLayer = Layer<GenerationRequest, StreamEvent>;

/** Wraps `operation` so that the first layer given is the outermost. */
export function composeLayers<Request, Event>(
  layers: readonly Layer<Request, Event>[],
  operation: Operation<Request, Event>,
): Operation<Request, Event> {
  return layers.reduceRight((next, layer) => layer(next), operation);
}
