import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Long enough for the start to be over, short enough to be over before it matters. */
const SETTLE_AFTER_MS = 1_000;

/**
 * Gives back, once, the memory that starting up took: loading well over a thousand modules grows the heap by a
 * third that is never used again, and V8 returns it only under pressure. The collection takes about 0.1 s,
 * so it happens a moment after the start and only while nothing else does. A smaller heap is collected sooner:
 * some 6 % of the CPU of the first two minutes under load (docs/decisions/0026).
 * @param isIdle whether nobody would wait for it
 */
export function settleMemory(isIdle: () => boolean): void {
  setTimeout(() => {
    if (!isIdle()) return;
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as NodeJS.GCFunction;
    void collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }, SETTLE_AFTER_MS).unref();
}
