import type { ServerResponse } from 'node:http';
import type { GenerationContext } from '../generation/generation-context';

/**
 * Destroys the connection when its client takes nothing for `timeoutMs`. The socket's own timeout is used
 * because the runtime restarts it whenever the kernel accepts even a part of what waits.
 * @returns a function that stops watching
 */
export function cutOffWhenStalled(
  response: ServerResponse,
  { report }: GenerationContext,
  timeoutMs: number,
): () => void {
  const cutOff = (): void => {
    report.outcome = 'client_stalled';
    response.destroy();
  };
  response.setTimeout(timeoutMs, cutOff);
  return () => {
    response.setTimeout(0);
    response.off('timeout', cutOff);
  };
}
