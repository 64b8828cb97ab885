/** One SSE message with a single line of data. JSON has no line breaks of its own, so one line always holds it. */
export function sseMessage(data: string): string {
  return `data: ${data}\n\n`;
}

/** The terminator of every SSE body. */
export const DONE = 'data: [DONE]\n\n';
