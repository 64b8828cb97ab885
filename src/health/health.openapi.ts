import type { RouteDescription, RoomDescription } from '../openapi/route-description';
import { HealthController } from './health.controller';

const STATE = { type: 'object', additionalProperties: { type: 'object' } } as const;
const REPORT = {
  type: 'object',
  required: ['status', 'details'],
  properties: {
    status: { type: 'string', enum: ['ok', 'error', 'shutting_down'] },
    info: STATE,
    error: STATE,
    details: STATE,
  },
} as const;

const check = (handler: string, summary: string, description: string): RouteDescription => ({
  controller: HealthController,
  handler,
  tag: 'health',
  summary,
  description,
  answers: { 'application/json': { schema: REPORT } },
  others: { 503: { description: 'A check failed; `error` says which.', schema: REPORT } },
  errors: [],
});

/** What the documentation says of this room. */
export const healthDescription: RoomDescription = {
  routes: [
    check(
      'summary',
      'All checks',
      'Liveness and readiness together, and the circuit breaker of every target.',
    ),
    check('live', 'Liveness', 'Restart the process when this fails. It depends on nothing outside of it.'),
    check('ready', 'Readiness', 'Send no traffic while this fails: the process is starting, or draining.'),
    check('startup', 'Startup', 'Succeeds once the start is complete, and from then on.'),
  ],
};
