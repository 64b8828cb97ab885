import { Module } from '@nestjs/common';
import { RoutingModule } from '../routing/routing.module';
import { ModelsController } from './models.controller';

/** `GET /v1/models`. */
@Module({ imports: [RoutingModule], controllers: [ModelsController] })
export class ModelsModule {}
