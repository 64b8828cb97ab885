import { Injectable } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { ModelRouter } from '../routing/model-router.service';

/** What is known of the targets that have been asked. Never down: a target that fails has others beside it. */
@Injectable()
export class TargetsHealthIndicator {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly router: ModelRouter,
  ) {}

  /** For each target: its breaker and how many requests it serves. */
  details(): HealthIndicatorResult {
    const targets = this.router.targets.map(({ kind, provider, model, breaker, active }) => [
      kind === 'embedding' ? `${provider}/${model} (embeddings)` : `${provider}/${model}`,
      { breaker: breaker.state, active },
    ]);
    return this.indicators.check('targets').up(Object.fromEntries(targets) as Record<string, never>);
  }
}
