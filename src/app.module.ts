import { type DynamicModule, Module } from '@nestjs/common';
import { CompletionsModule } from './completions/completions.module';
import { ConfigurationModule } from './config/configuration.module';
import type { ConfigurationText } from './config/gateway/gateway.service';
import type { EnvironmentOverrides } from './config/read-variables';
import { EmbeddingsModule } from './embeddings/embeddings.module';
import { HealthModule } from './health/health.module';
import { HttpModule } from './http/http.module';
import { LifecycleModule } from './lifecycle/lifecycle.module';
import { LoggingModule } from './logging/logging.module';
import { MessagesModule } from './messages/messages.module';
import { ModelsModule } from './models/models.module';
import { PROVIDER_TYPES } from './providers/provider-types';
import { ProvidersModule } from './providers/providers.module';
import { ResponsesModule } from './responses/responses.module';
import { SseModule } from './sse/sse.module';
import { TextCompletionsModule } from './text-completions/text-completions.module';

/** The list of rooms. */
@Module({})
export class AppModule {
  static forRoot(overrides: EnvironmentOverrides, given?: ConfigurationText): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigurationModule.forRoot(overrides, PROVIDER_TYPES, given),
        LoggingModule,
        SseModule,
        LifecycleModule,
        ProvidersModule,
        CompletionsModule,
        ResponsesModule,
        MessagesModule,
        TextCompletionsModule,
        EmbeddingsModule,
        ModelsModule,
        HealthModule,
        HttpModule,
      ],
    };
  }
}
