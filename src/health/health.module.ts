import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { LifecycleModule } from '../lifecycle/lifecycle.module';
import { HealthController } from './health.controller';
import { LifecycleHealthIndicator } from './lifecycle.health';

/** Answers for orchestrators. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false }), LifecycleModule],
  controllers: [HealthController],
  providers: [LifecycleHealthIndicator],
})
export class HealthModule {}
