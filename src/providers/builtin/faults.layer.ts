import { Observable, type Subscriber, Subscription } from 'rxjs';
import type { Generate, GenerateLayer } from '../../generation/generate';
import type { GenerationContext } from '../../generation/generation-context';
import { GenerationError } from '../../generation/generation-error';
import type { GenerationRequest } from '../../generation/generation-request';
import type { StreamEvent } from '../../generation/stream-event';
import type { TimerWheel } from '../../timing/timer-wheel';
import { type Fault, type FaultEffect, parseFault } from './fault';
import { hashText, seededRandom } from './seeded-random';

/** Seconds after which a caller that was turned away by a fault may come back. */
const RETRY_AFTER_S = 1;

/**
 * Lets a request choose how its own answer fails, by `metadata.fault`, so that people can test their
 * clients against a server that misbehaves. Whether a fault with a probability strikes follows from the
 * request's seed; without one it is left to chance.
 *
 * @param wheel times the delays
 * @param chance a number from 0 up to 1, for requests without a seed
 */
export function faultsLayer(wheel: TimerWheel, chance: () => number = Math.random): GenerateLayer {
  return (next) => (request, context) => {
    const text = faultTextOf(request);
    if (text === undefined) return next(request, context);
    const fault = typeof text === 'string' ? parseFault(text) : undefined;
    if (!fault) return new Observable((subscriber) => subscriber.error(unreadable()));
    if (!strikes(fault, request.seed, chance)) return next(request, context);
    return afflict(fault.effect, wheel, next)(request, context);
  };
}

/** In the prompt dialect nobody has validated the metadata. */
function faultTextOf({ parameters: { metadata } }: GenerationRequest): unknown {
  return typeof metadata === 'object' && metadata !== null && 'fault' in metadata
    ? metadata.fault
    : undefined;
}

function strikes({ probability }: Fault, seed: number | undefined, chance: () => number): boolean {
  const random = seed === undefined ? chance : seededRandom(hashText(String(seed)));
  return random() < probability;
}

function afflict(effect: FaultEffect, wheel: TimerWheel, next: Generate): Generate {
  return (request, context) =>
    new Observable((subscriber) => {
      const answer = next(request, context);
      if (effect.kind === 'delay') {
        const timer = wheel.timer({ timeUp: () => subscriber.add(answer.subscribe(subscriber)) });
        subscriber.add(() => timer.stop());
        timer.start(effect.delayMs);
      } else if (effect.after === 0) {
        context.connected();
        strike(effect, context, subscriber);
      } else {
        strikeAfter(effect, answer, context, subscriber);
      }
    });
}

function strikeAfter(
  effect: Exclude<FaultEffect, { kind: 'delay' }>,
  answer: Observable<StreamEvent>,
  context: GenerationContext,
  subscriber: Subscriber<StreamEvent>,
): void {
  let left = effect.after;
  // Made before the answer runs: the fault may strike while it is still being subscribed to.
  const source = new Subscription();
  subscriber.add(source);
  source.add(
    answer.subscribe({
      next: (event) => {
        if (source.closed) return;
        subscriber.next(event);
        if (!isDelta(event) || --left > 0) return;
        source.unsubscribe();
        strike(effect, context, subscriber);
      },
      error: (error: unknown) => {
        if (!source.closed) subscriber.error(error);
      },
      complete: () => {
        if (!source.closed) subscriber.complete();
      },
    }),
  );
}

function strike(
  effect: Exclude<FaultEffect, { kind: 'delay' }>,
  context: GenerationContext,
  subscriber: Subscriber<StreamEvent>,
): void {
  const { kind } = effect;
  if (kind === 'stall') return;
  if (kind === 'error') {
    subscriber.error(injected(effect.code));
    return;
  }
  // The deltas before it are written at the end of this turn, and belong to the client.
  const immediate = setImmediate(() => {
    context.client?.sever(kind);
    // A reset has taken the client away. Where there was no body to cut short, the answer ends unfinished.
    if (kind === 'truncate') subscriber.complete();
  });
  subscriber.add(() => clearImmediate(immediate));
}

const isDelta = ({ type }: StreamEvent): boolean =>
  type === 'text-delta' || type === 'reasoning-delta' || type === 'tool-call-delta';

function injected(code: GenerationError['code']): GenerationError {
  const error = new GenerationError(code, 'This failure was asked for by metadata.fault.');
  return error.status === 429 || error.status === 503
    ? new GenerationError(code, error.message, { retryAfter: RETRY_AFTER_S })
    : error;
}

const unreadable = (): GenerationError =>
  new GenerationError(
    'invalid_value',
    "Invalid value for 'metadata.fault': must be delay:500ms, error:429, error-after:5, stall-after:5, " +
      'truncate-after:5 or reset-after:5, optionally with a probability as in reset-after:5@0.3.',
    { param: 'metadata.fault' },
  );
