import { Inject, Injectable } from '@nestjs/common';
import { from, mergeMap, type Observable } from 'rxjs';
import type { Demand } from '../generation/demand';
import { GenerationError } from '../generation/generation-error';
import { invalidValue } from '../validation/validated';
import { BackgroundRuns } from './background/background-runs.service';
import { EventLog } from './background/event-log';
import { follow } from './background/follow';
import { RESPONSE_STORE, type ResponseStore } from './store/response-store';
import type { StoredResponse } from './store/stored-response';

/** Reads, follows, ends and deletes the responses that there are: those that are kept, and those under way. */
@Injectable()
export class StoredResponsesService {
  constructor(
    private readonly runs: BackgroundRuns,
    @Inject(RESPONSE_STORE) private readonly store: ResponseStore,
  ) {}

  /** @throws GenerationError `response_not_found` */
  async find(id: string): Promise<StoredResponse> {
    const found = this.runs.find(id)?.toStored() ?? (await this.store.find(id));
    if (!found) throw notFound(id);
    return found;
  }

  /**
   * The events of a response from number `first` on, then those that come, until its end.
   * @param demand of whoever reads them
   */
  events(id: string, first: number, demand: Demand): Observable<string> {
    return from(this.logOf(id)).pipe(mergeMap((log) => follow(log, first, demand)));
  }

  /**
   * Ends a response that is made in the background. One that is over stays as it is.
   * @returns the response object, as JSON
   */
  async cancel(id: string): Promise<string> {
    this.runs.find(id)?.cancel();
    const { response } = await this.find(id);
    const { background } = JSON.parse(response) as { readonly background: boolean };
    if (background) return response;
    throw new GenerationError(
      'invalid_value',
      'Only a response that is made in the background can be cancelled.',
      {
        param: 'response_id',
      },
    );
  }

  /** Ends a response where it is under way, and lets go of it. @throws GenerationError `response_not_found` */
  async delete(id: string): Promise<void> {
    const ended = this.runs.discard(id);
    const deleted = await this.store.delete(id);
    if (!ended && !deleted) throw notFound(id);
  }

  private async logOf(id: string): Promise<EventLog> {
    const run = this.runs.find(id);
    if (run) return run.log;
    const { events } = await this.find(id);
    if (events) return new EventLog(events);
    throw invalidValue('stream', 'only a response that was made in the background can be streamed again');
  }
}

/** Longest part of a caller's id that an error message repeats. */
const MOST_SHOWN_CHARS = 100;

const notFound = (id: string): GenerationError =>
  new GenerationError(
    'response_not_found',
    `Response with id '${id.slice(0, MOST_SHOWN_CHARS)}' not found.`,
    {
      param: 'response_id',
    },
  );
