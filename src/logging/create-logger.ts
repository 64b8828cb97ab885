import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { Settings } from '../config/settings';

/** The process's log: readable on a terminal, JSON lines everywhere else, unless the settings say which. */
export function createLogger({ level, format }: Settings['log']): Logger {
  const readable = format === 'pretty' || (format === 'auto' && process.stdout.isTTY);
  return pino(
    { level, base: null },
    readable
      ? pretty({ singleLine: true, ignore: 'req,res,responseTime,context', messageFormat: '{msg}' })
      : pino.destination(1),
  );
}
