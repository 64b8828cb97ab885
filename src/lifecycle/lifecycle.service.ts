import { Injectable } from '@nestjs/common';

/** What the process is doing: not yet serving, serving, or finishing what runs and taking no more. */
export type LifecyclePhase = 'starting' | 'ready' | 'draining';

/** The phase of the process. Readiness and admission follow it; liveness does not. */
@Injectable()
export class LifecycleService {
  private current: LifecyclePhase = 'starting';

  get phase(): LifecyclePhase {
    return this.current;
  }

  /** The service listens and everything it needs at hand is loaded. */
  started(): void {
    if (this.current === 'starting') this.current = 'ready';
  }

  /** The process is about to end. There is no way back. */
  drain(): void {
    this.current = 'draining';
  }
}
