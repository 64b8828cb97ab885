/** Something that is due at a time. */
export interface Due {
  due: number;
}

/** Before this many taken items are forgotten, the queue's array is not shortened. */
const COMPACT_AFTER = 1_024;

/** A queue of items that come in the order in which they are due, as they do when all wait equally long. */
export class DueQueue<T extends Due> {
  private items: T[] = [];
  private at = 0;

  push(item: T): void {
    this.items.push(item);
  }

  /** When the next item is due; undefined where none waits. */
  get nextDue(): number | undefined {
    return this.items[this.at]?.due;
  }

  /** The next item, if it is due by `now`. */
  take(now: number): T | undefined {
    const item = this.items[this.at];
    if (item === undefined || item.due > now) return undefined;
    this.at++;
    if (this.at >= COMPACT_AFTER && this.at * 2 >= this.items.length) {
      this.items = this.items.slice(this.at);
      this.at = 0;
    }
    return item;
  }
}
