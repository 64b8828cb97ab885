import { Module } from '@nestjs/common';
import { LifecycleModule } from '../lifecycle/lifecycle.module';
import { RoutingModule } from '../routing/routing.module';
import { EmbedderService } from './embedder.service';
import { GeneratorService } from './generator.service';

/** The one way to a generation and the one to vectors, which every dialect takes. */
@Module({
  imports: [LifecycleModule, RoutingModule],
  providers: [GeneratorService, EmbedderService],
  exports: [GeneratorService, EmbedderService, RoutingModule],
})
export class GeneratorModule {}
