import { Injectable, Logger } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { GenerationError } from '../../generation/generation-error';
import type { StreamEvent } from '../../generation/stream-event';
import { ResponseKeeper } from '../store/response-keeper.service';
import type { BackgroundRun } from './background-run';

/** Runs at a time. Each of them holds up to 16 Mi characters of events, so there are fewer than of streams. */
const MOST_RUNS = 1_024;
const RETRY_AFTER_S = 1;

/** The responses that are being made in the background; what is over is the store's. */
@Injectable()
export class BackgroundRuns {
  private readonly logger = new Logger(BackgroundRuns.name);
  private readonly runs = new Map<string, BackgroundRun>();

  constructor(private readonly keeper: ResponseKeeper) {}

  /**
   * Lets a run begin with these events of its generation. It goes on when the request that began it is over.
   * @throws GenerationError where it is refused at once, as for a model that does not exist
   */
  start(run: BackgroundRun, events: Observable<StreamEvent>): void {
    if (this.runs.size >= MOST_RUNS) {
      throw new GenerationError('overloaded', 'The service is at its limit of background responses.', {
        retryAfter: RETRY_AFTER_S,
      });
    }
    events.subscribe(run);
    if (run.failure && run.refused) throw run.failure;
    this.runs.set(run.draft.id, run);
    void run.over.then(() => this.settle(run));
  }

  /** The run of this response; undefined where it is over, or never was. */
  find(id: string): BackgroundRun | undefined {
    return this.runs.get(id);
  }

  /** Ends a run whose response is not to be kept. @returns whether there was one */
  discard(id: string): boolean {
    const run = this.runs.get(id);
    if (!run) return false;
    run.discarded = true;
    this.runs.delete(id);
    run.cancel();
    return true;
  }

  private async settle(run: BackgroundRun): Promise<void> {
    this.log(run);
    if (!run.discarded) await this.keeper.keep(run.toStored());
    this.runs.delete(run.draft.id);
  }

  /** The line of the request says nothing of a run: it was written when the run began. */
  private log({ draft, context, failure }: BackgroundRun): void {
    const { model, provider, providerModel, attempts, usage } = context.report;
    const line = {
      ...{ reqId: context.requestId, id: draft.id, status: draft.status },
      ...{ model, provider, providerModel, attempts, errorCode: failure?.code },
      ...{ promptTokens: usage?.promptTokens, completionTokens: usage?.completionTokens },
    };
    const text = `Background response ${draft.status}`;
    if (!failure || failure.status < 500) return this.logger.log(line, text);
    const { cause } = failure;
    this.logger.error(
      { ...line, cause: cause instanceof Error ? (cause.stack ?? cause.message) : cause },
      text,
    );
  }
}
