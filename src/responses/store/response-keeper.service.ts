import { Inject, Injectable, Logger } from '@nestjs/common';
import { RESPONSE_STORE, type ResponseStore } from './response-store';
import type { StoredResponse } from './stored-response';

/** Keeps responses whose clients have them already: a store that fails costs them nothing more. */
@Injectable()
export class ResponseKeeper {
  private readonly logger = new Logger(ResponseKeeper.name);

  constructor(@Inject(RESPONSE_STORE) private readonly store: ResponseStore) {}

  /** Never rejected: what cannot be kept is said in the log. */
  async keep(response: StoredResponse): Promise<void> {
    const { id } = response;
    try {
      if (!(await this.store.save(response))) this.logger.warn({ id }, 'A response is too large to be kept');
    } catch (error) {
      const cause = error instanceof Error ? (error.stack ?? error.message) : error;
      this.logger.error({ id, cause }, 'A response could not be kept');
    }
  }
}
