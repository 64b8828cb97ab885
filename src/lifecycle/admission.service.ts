import { Injectable } from '@nestjs/common';
import { Observable, type Subscriber, type Unsubscribable } from 'rxjs';
import { Settings } from '../config/settings';
import type { Operation } from '../generation/generate';
import { GenerationError } from '../generation/generation-error';
import { LifecycleService } from './lifecycle.service';
import { Roster, type RosterMember } from '../collections/roster';

/** Seconds after which a refused caller is told to come back: by then a replica or a place may be free. */
const RETRY_AFTER_S = 1;

/**
 * Lets generations in: none while the process drains, and never more at a time than configured. It knows
 * every one that runs, so the shutdown can wait for them and end what is left.
 */
@Injectable()
export class AdmissionService {
  private readonly running = new Roster<Admission>();
  private onIdle: (() => void) | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly lifecycle: LifecycleService,
  ) {}

  /** How many generations run now. */
  get active(): number {
    return this.running.size;
  }

  /** The layer that asks for admission. */
  readonly layer =
    <Request, Event>(next: Operation<Request, Event>): Operation<Request, Event> =>
    (request, context) =>
      new Observable((subscriber) => {
        const refusal = this.refusal();
        if (refusal) {
          subscriber.error(refusal);
          return;
        }
        subscriber.add(new Admission(this, subscriber));
        next(request, context).subscribe(subscriber);
      });

  /**
   * Waits until nothing runs, `graceMs` at most, then fails what is left with `shutting_down`.
   * @returns how many were cut off
   */
  async drain(graceMs: number): Promise<number> {
    if (this.running.size > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, graceMs);
        this.onIdle = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const left = this.running.all();
    for (const admission of left) admission.fail(shuttingDown());
    return left.length;
  }

  /** A generation that was let in begins. */
  enter(admission: Admission): void {
    this.running.enter(admission);
  }

  /** It is over. */
  leave(admission: Admission): void {
    this.running.leave(admission);
    if (this.running.size === 0) this.onIdle?.();
  }

  private refusal(): GenerationError | undefined {
    if (this.lifecycle.phase === 'draining') return shuttingDown();
    if (this.running.size < this.settings.limits.concurrentStreams) return undefined;
    return new GenerationError('overloaded', 'The service is at its limit of concurrent requests.', {
      retryAfter: RETRY_AFTER_S,
    });
  }
}

/** One generation that was let in; added to its subscriber, it ends with it. */
class Admission implements RosterMember, Unsubscribable {
  place = -1;

  constructor(
    private readonly admissions: AdmissionService,
    private readonly subscriber: Pick<Subscriber<never>, 'error'>,
  ) {
    admissions.enter(this);
  }

  fail(error: GenerationError): void {
    this.subscriber.error(error);
  }

  unsubscribe(): void {
    this.admissions.leave(this);
  }
}

const shuttingDown = (): GenerationError =>
  new GenerationError('shutting_down', 'The service is shutting down. Send the request again.', {
    retryAfter: RETRY_AFTER_S,
  });
