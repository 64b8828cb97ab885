import { Injectable } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { AdmissionService } from '../lifecycle/admission.service';
import { LifecycleService } from '../lifecycle/lifecycle.service';

/** The process's own state. Nothing outside it is asked. */
@Injectable()
export class LifecycleHealthIndicator {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly lifecycle: LifecycleService,
    private readonly admission: AdmissionService,
  ) {}

  /** Up as long as the event loop answers at all. */
  live(): HealthIndicatorResult {
    return this.indicators.check('process').up({ uptimeSeconds: Math.round(process.uptime()) });
  }

  /** Up once the start is complete, and from then on. */
  started(): HealthIndicatorResult {
    const check = this.indicators.check('startup');
    return this.lifecycle.phase === 'starting' ? check.down({ phase: 'starting' }) : check.up();
  }

  /** Up while new work is welcome. */
  ready(): HealthIndicatorResult {
    const { phase } = this.lifecycle;
    const check = this.indicators.check('service');
    const details = { phase, activeStreams: this.admission.active };
    return phase === 'ready' ? check.up(details) : check.down(details);
  }
}
