import { Module } from '@nestjs/common';
import { LifecycleModule } from '../lifecycle/lifecycle.module';
import { RoutingModule } from '../routing/routing.module';
import { GeneratorService } from './generator.service';

/** The one way to a generation, which every dialect takes. */
@Module({
  imports: [LifecycleModule, RoutingModule],
  providers: [GeneratorService],
  exports: [GeneratorService, RoutingModule],
})
export class GeneratorModule {}
