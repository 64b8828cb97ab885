import type { IncomingMessage } from 'node:http';

/** Whether a client of Anthropic's API asks: all of them send this header, and nobody else does. */
export function asksForAnthropic({ headers }: IncomingMessage): boolean {
  return headers['anthropic-version'] !== undefined;
}
