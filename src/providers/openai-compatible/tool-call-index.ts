import type { WireToolCall } from './wire-chunk';

/**
 * Numbers the tool calls of one choice. OpenAI numbers them itself; servers that leave the index out begin
 * a new call with a new id.
 */
export class ToolCallIndex {
  private last = -1;
  private lastId: string | undefined;

  /** The position of the call that a piece belongs to. */
  of({ index, id }: WireToolCall): number {
    if (index !== undefined) {
      this.last = Math.max(this.last, index);
      return index;
    }
    if (id != null && id !== '' && id !== this.lastId) {
      this.lastId = id;
      this.last++;
    }
    return Math.max(0, this.last);
  }
}
