import type { Demand } from './demand';
import type { GenerationReport } from './generation-report';

/** What accompanies a request through every layer and is no part of what was asked. */
export interface GenerationContext {
  /** Names the request in logs and in the `X-Request-Id` header. */
  readonly requestId: string;
  /** Pressure from the client's socket; a provider pauses its source by it. */
  readonly demand: Demand;
  /** What became of it, filled in on the way. */
  readonly report: GenerationReport;
}
