import cluster from 'node:cluster';
import pino, { type DestinationStream, type Logger } from 'pino';
import type { Settings } from '../config/settings';

/**
 * Lines gather before they are written, since a call to the system for each is a large part of a short
 * request's cost. The buffer is a little less than the most that sonic-boom writes at once. Lines are never
 * older than a moment, and all are written before the process exits.
 */
const BUFFER_BYTES = 15_360;
const FLUSH_MS = 200;
/** What Linux writes to a pipe in one piece (PIPE_BUF): several workers share one, and lines must not mix. */
const SHARED_WRITE_BYTES = 4_096;

/** The process's log: readable on a terminal, JSON lines everywhere else, unless the settings say which. */
export async function createLogger({ level, format }: Settings['log']): Promise<Logger> {
  const readable = format === 'pretty' || (format === 'auto' && process.stdout.isTTY);
  const { worker } = cluster;
  const base = worker ? { worker: worker.id } : null;
  return pino({ level, base }, readable ? await readableStream() : jsonLines(worker !== undefined));
}

function jsonLines(shared: boolean): DestinationStream {
  return pino.destination({
    ...{ dest: 1, sync: false, periodicFlush: FLUSH_MS },
    ...(shared
      ? { minLength: SHARED_WRITE_BYTES / 2, maxWrite: SHARED_WRITE_BYTES }
      : { minLength: BUFFER_BYTES }),
  });
}

/** Loaded at need: thirty modules that a log of JSON lines has no use for. */
async function readableStream(): Promise<DestinationStream> {
  const { default: pretty } = await import('pino-pretty');
  return pretty({ singleLine: true, ignore: 'req,res,responseTime,context', messageFormat: '{msg}' });
}
