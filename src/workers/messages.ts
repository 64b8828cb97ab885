import type { ConfigurationText } from '../config/gateway/gateway.service';

/** What the supervisor tells a worker. */
export type ToWorker =
  /** Serve, by this configuration. The first message of all. */
  | { readonly type: 'start'; readonly configuration: ConfigurationText }
  /** Another one has taken your place: finish what has begun, and end. */
  | { readonly type: 'retire'; readonly graceMs: number }
  /** The service ends. */
  | { readonly type: 'stop' };

/** What a worker tells the supervisor: it serves. */
export interface FromWorker {
  readonly type: 'ready';
}
