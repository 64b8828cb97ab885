import type { EventEmitter } from 'node:events';

/** What one read takes from the kernel at most: as much as Node's own reads. */
export const READ_BYTES = 65_536;

/** Something that is done once a read has been parsed as a whole. */
export interface ReadTask {
  flush(): void;
}

let isReading = false;
let waiting: ReadTask | undefined;

/** Tells a socket's listener of a read, to be parsed right away, then flushes what waits for its end. */
export function announceRead(socket: EventEmitter): void {
  isReading = true;
  try {
    socket.emit('readable');
  } finally {
    isReading = false;
    const task = waiting;
    waiting = undefined;
    task?.flush();
  }
}

/**
 * Flushes the task at the end of the read at hand; of bytes that come in another way, in a microtask. It is flushed
 * early where another one has to wait: no more than one connection is read from at a time, but one that was paused
 * may be resumed meanwhile.
 */
export function afterRead(task: ReadTask): void {
  if (!isReading) return queueMicrotask(() => task.flush());
  waiting?.flush();
  waiting = task;
}
