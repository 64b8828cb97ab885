/**
 * The headers of every SSE body, names and values in turn: nothing on the way may cache, compress or hold
 * back what it carries. `X-Accel-Buffering` is nginx's switch. The chunked encoding and `Connection` are
 * Node's to set.
 */
export const EVENT_STREAM_HEADERS: readonly string[] = [
  ...['Content-Type', 'text/event-stream; charset=utf-8'],
  ...['Cache-Control', 'no-cache, no-transform'],
  ...['X-Accel-Buffering', 'no'],
];
