import type { StoredResponse } from './stored-response';

/** Injects a {@link ResponseStore}. */
export const RESPONSE_STORE = Symbol('ResponseStore');

/**
 * Where responses are kept, to be read or continued later. Whatever is kept may be gone the next moment: a
 * store has bounds, and lets go of the oldest first. A promise is rejected only where the store itself fails.
 */
export interface ResponseStore {
  /**
   * Keeps a response, in place of one of the same id. What is saved is found once the promise is fulfilled.
   * @returns false where it is larger than the store as a whole, and so was not kept
   */
  save(response: StoredResponse): Promise<boolean>;
  /** The response of this id; undefined where none is kept. */
  find(id: string): Promise<StoredResponse | undefined>;
  /** The response that added the item of this id last; undefined where none is kept. */
  findByItem(itemId: string): Promise<StoredResponse | undefined>;
  /** Lets go of a response. @returns whether it was kept */
  delete(id: string): Promise<boolean>;
}
