import type { ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';

/** Settings of undici's pool, the same for every proxy here. */
export const POOL_OPTIONS = { pipelining: 1, headersTimeout: 0, bodyTimeout: 0 };

/** Sends a body to the upstream and its answer to the client, bytes as they come, with nothing in between. */
export function relay(upstream: Dispatcher, body: Buffer | string, response: ServerResponse): void {
  let running: Dispatcher.DispatchController | undefined;
  response.on('close', () => {
    if (!response.writableFinished) running?.abort(new Error('The client left'));
  });
  upstream.dispatch(
    {
      path: '/v1/chat/completions',
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body,
    },
    {
      onRequestStart(controller) {
        running = controller;
      },
      onResponseStart(_, status, headers) {
        response.writeHead(status, { 'Content-Type': headers['content-type'] });
      },
      onResponseData(controller, chunk) {
        if (response.write(chunk)) return;
        controller.pause();
        response.once('drain', () => controller.resume());
      },
      onResponseEnd() {
        response.end();
      },
      onResponseError() {
        response.destroy();
      },
    },
  );
}
