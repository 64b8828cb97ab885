import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { LifecycleModule } from '../lifecycle/lifecycle.module';
import { RoutingModule } from '../routing/routing.module';
import { HealthController } from './health.controller';
import { LifecycleHealthIndicator } from './lifecycle.health';
import { TargetsHealthIndicator } from './targets.health';

/** Answers for orchestrators. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false }), LifecycleModule, RoutingModule],
  controllers: [HealthController],
  providers: [LifecycleHealthIndicator, TargetsHealthIndicator],
})
export class HealthModule {}
