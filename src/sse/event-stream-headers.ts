/**
 * The headers of every SSE body: nothing on the way may cache, compress or hold back what it carries.
 * `X-Accel-Buffering` is nginx's switch. `Connection` and the chunked encoding are Node's to set.
 */
export const EVENT_STREAM_HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
} as const;
