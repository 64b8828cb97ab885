/** One SSE message with a single line of data. JSON has no line breaks of its own, so one line always holds it. */
export function sseMessage(data: string): string {
  return `data: ${data}\n\n`;
}

/** The same, of a named event. */
export function namedSseMessage(event: string, data: string): string {
  return `event: ${event}\n${sseMessage(data)}`;
}

/** The terminator of every SSE body of OpenAI's dialects. */
export const DONE = 'data: [DONE]\n\n';
