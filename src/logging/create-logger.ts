import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { Settings } from '../config/settings';

/**
 * Lines gather before they are written, since a call to the system for each is a large part of a short
 * request's cost. They are never older than a moment, and all are written before the process exits.
 */
const BUFFER_BYTES = 4_096;
const FLUSH_MS = 200;

/** The process's log: readable on a terminal, JSON lines everywhere else, unless the settings say which. */
export function createLogger({ level, format }: Settings['log']): Logger {
  const readable = format === 'pretty' || (format === 'auto' && process.stdout.isTTY);
  return pino(
    { level, base: null },
    readable
      ? pretty({ singleLine: true, ignore: 'req,res,responseTime,context', messageFormat: '{msg}' })
      : pino.destination({ dest: 1, sync: false, minLength: BUFFER_BYTES, periodicFlush: FLUSH_MS }),
  );
}
