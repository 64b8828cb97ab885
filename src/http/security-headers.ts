import helmet from 'helmet';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * helmet's headers, asked of it once: they are the same for every answer, and working them out again for
 * each costs more than routing it.
 * @returns names and values in turn
 */
export function securityHeaders(): string[] {
  const headers = new Map<string, string>();
  const recorder = {
    setHeader: (name: string, value: string | number | readonly string[]) => headers.set(name, String(value)),
    removeHeader: (name: string) => headers.delete(name),
  };
  // TLS ends ahead of this service, if anywhere: asking browsers to upgrade would break /docs on plain HTTP.
  const apply = helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });
  apply({} as IncomingMessage, recorder as unknown as ServerResponse, (error?: unknown) => {
    if (error) throw error instanceof Error ? error : new Error('helmet failed');
  });
  return [...headers].flat();
}
