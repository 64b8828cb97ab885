import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigurationModule } from '../config/configuration.module';
import type { EnvironmentOverrides } from '../config/read-variables';
import { LoggingModule } from '../logging/logging.module';
import { PROVIDER_TYPES } from '../providers/provider-types';

/** What the process over the workers needs: the configuration and the log. */
@Module({})
export class SupervisorModule {
  static forRoot(overrides: EnvironmentOverrides): DynamicModule {
    return {
      module: SupervisorModule,
      imports: [ConfigurationModule.forRoot(overrides, PROVIDER_TYPES), LoggingModule],
    };
  }
}
