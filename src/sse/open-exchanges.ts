import { Injectable } from '@nestjs/common';

/**
 * How many exchanges there are whose answer has not left yet. Node counts a connection as idle from the moment
 * its answer was handed over, and would close it under bytes that still wait; so the shutdown waits here first.
 */
@Injectable()
export class OpenExchanges {
  private open = 0;
  private onEmpty: (() => void) | undefined;

  /** How many are open now. */
  get count(): number {
    return this.open;
  }

  /** An exchange has begun. */
  opened(): void {
    this.open++;
  }

  /** An exchange is over: its last byte was taken by the system, or its connection is gone. */
  closed(): void {
    this.open--;
    if (this.open === 0) this.onEmpty?.();
  }

  /**
   * Waits until none is open, `timeoutMs` at most.
   * @returns how many still are
   */
  async settle(timeoutMs: number): Promise<number> {
    if (this.open > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        this.onEmpty = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.onEmpty = undefined;
    }
    return this.open;
  }
}
