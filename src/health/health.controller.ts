import { Controller, Get, UseFilters } from '@nestjs/common';
import { HealthCheck, type HealthCheckResult, HealthCheckService } from '@nestjs/terminus';
import { HealthExceptionFilter } from './health-exception.filter';
import { LifecycleHealthIndicator } from './lifecycle.health';
import { TargetsHealthIndicator } from './targets.health';

// Terminus would load all of Swagger to describe the checks; src/openapi describes them at need.
const UNCACHED = { noCache: true, swaggerDocumentation: false };

/** Health in Terminus's form: 200 with `status: ok`, or 503 with the reason in `error`. */
@Controller('health')
@UseFilters(HealthExceptionFilter)
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly lifecycle: LifecycleHealthIndicator,
    private readonly targets: TargetsHealthIndicator,
  ) {}

  /** Liveness and readiness together, and the state of the targets. */
  @Get()
  @HealthCheck(UNCACHED)
  summary(): Promise<HealthCheckResult> {
    return this.health.check([
      () => this.lifecycle.live(),
      () => this.lifecycle.ready(),
      () => this.targets.details(),
    ]);
  }

  /** Restart the process when this fails. */
  @Get('live')
  @HealthCheck(UNCACHED)
  live(): Promise<HealthCheckResult> {
    return this.health.check([() => this.lifecycle.live()]);
  }

  /** Send no traffic while this fails: the process is starting, or draining before it ends. */
  @Get('ready')
  @HealthCheck(UNCACHED)
  ready(): Promise<HealthCheckResult> {
    return this.health.check([() => this.lifecycle.ready()]);
  }

  /** The start is complete. */
  @Get('startup')
  @HealthCheck(UNCACHED)
  startup(): Promise<HealthCheckResult> {
    return this.health.check([() => this.lifecycle.started()]);
  }
}
