import type { ResponseStore } from './response-store';
import type { StoredResponse } from './stored-response';

/** Bounds of a store. */
interface StoreLimits {
  readonly entries: number;
  readonly bytes: number;
  readonly ageMs: number;
}

interface Entry {
  readonly stored: StoredResponse;
  readonly bytes: number;
  readonly savedAt: number;
}

/** What an entry and its places in the maps cost beside their texts; measured roughly, rounded up. */
const ENTRY_BYTES = 1_024;
/** What a text costs beside its characters. */
const TEXT_BYTES = 64;

/**
 * Keeps responses in this process, until the bounds or a restart end it. A conversation that is continued
 * shares its earlier items in memory but is counted in full each time, so the bytes are an upper bound.
 */
export class MemoryResponseStore implements ResponseStore {
  /** In the order in which they were saved: the first one goes first. */
  private readonly entries = new Map<string, Entry>();
  private readonly holders = new Map<string, string>();
  private bytes = 0;

  /** @param now a clock in milliseconds that never goes back */
  constructor(
    private readonly limits: StoreLimits,
    private readonly now: () => number = () => performance.now(),
  ) {}

  save(stored: StoredResponse): Promise<boolean> {
    this.drop(stored.id);
    const bytes = sizeOf(stored);
    if (bytes > this.limits.bytes || this.limits.entries === 0) return Promise.resolve(false);
    this.entries.set(stored.id, { stored, bytes, savedAt: this.now() });
    for (const itemId of stored.itemIds) this.holders.set(itemId, stored.id);
    this.bytes += bytes;
    this.trim();
    return Promise.resolve(true);
  }

  find(id: string): Promise<StoredResponse | undefined> {
    this.trim();
    return Promise.resolve(this.entries.get(id)?.stored);
  }

  findByItem(itemId: string): Promise<StoredResponse | undefined> {
    return this.find(this.holders.get(itemId) ?? '');
  }

  delete(id: string): Promise<boolean> {
    this.trim();
    return Promise.resolve(this.drop(id));
  }

  private trim(): void {
    const oldest = this.now() - this.limits.ageMs;
    for (const [id, { savedAt }] of this.entries) {
      const fits = this.entries.size <= this.limits.entries && this.bytes <= this.limits.bytes;
      if (fits && savedAt > oldest) return;
      this.drop(id);
    }
  }

  private drop(id: string): boolean {
    const entry = this.entries.get(id);
    if (!entry) return false;
    this.entries.delete(id);
    for (const itemId of entry.stored.itemIds) {
      if (this.holders.get(itemId) === id) this.holders.delete(itemId);
    }
    this.bytes -= entry.bytes;
    return true;
  }
}

function sizeOf({ response, input, earlier, itemIds, events }: StoredResponse): number {
  const texts = [response, input, ...earlier, ...itemIds, ...(events?.runs.map(({ text }) => text) ?? [])];
  return texts.reduce((sum, text) => sum + TEXT_BYTES + Buffer.byteLength(text), ENTRY_BYTES);
}
