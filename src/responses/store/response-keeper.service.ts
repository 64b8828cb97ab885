import { Inject, Injectable, Logger } from '@nestjs/common';
import { RESPONSE_STORE, type ResponseStore } from './response-store';
import type { StoredResponse } from './stored-response';

/** Keeps responses whose clients have them already: a store that fails costs them nothing more. */
@Injectable()
export class ResponseKeeper {
  private readonly logger = new Logger(ResponseKeeper.name);

  constructor(@Inject(RESPONSE_STORE) private readonly store: ResponseStore) {}

  /**
   * Never rejected: what cannot be kept is said in the log. A response whose events are too much for the store
   * is kept without them, which only means that it cannot be streamed again.
   */
  async keep(response: StoredResponse): Promise<void> {
    const { events, ...bare } = response;
    const { id } = bare;
    try {
      if (await this.store.save(response)) return;
      if (events && (await this.store.save(bare))) return;
      this.logger.warn({ id }, 'A response is too large to be kept');
    } catch (error) {
      const cause = error instanceof Error ? (error.stack ?? error.message) : error;
      this.logger.error({ id, cause }, 'A response could not be kept');
    }
  }
}
