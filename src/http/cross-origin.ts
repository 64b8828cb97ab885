import cors from 'cors';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Settings } from '../config/settings';

const EXPOSED_HEADERS = ['X-Request-Id', 'Retry-After', 'X-Provider', 'X-Model', 'X-Attempts', 'Request-Id'];
const PREFLIGHT_MAX_AGE_S = 600;

/** Sets the headers that a cross-origin request needs; answers a preflight itself. */
export type CrossOrigin = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** CORS as configured; undefined where cross-origin requests are not allowed at all. */
export function crossOrigin({ origins, credentials }: Settings['cors']): CrossOrigin | undefined {
  if (origins.length === 0) return undefined;
  return cors({
    origin: origins.includes('*') ? '*' : [...origins],
    credentials,
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: PREFLIGHT_MAX_AGE_S,
  });
}
