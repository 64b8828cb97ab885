import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import type { Environment } from './environment.dto';
import { parseEnvironment } from './parse-environment';
import { Settings } from './settings';
import { toSettings } from './to-settings';

/** Variables that win over the environment: options of the command line, or a test's wishes. */
export type EnvironmentOverrides = Readonly<Record<string, string>>;

/**
 * The only reader of the environment. Variables come from the process, then from `.env` in the working
 * directory; every other room injects {@link Settings}.
 */
@Global()
@Module({})
export class ConfigurationModule {
  static forRoot(overrides: EnvironmentOverrides): DynamicModule {
    return {
      module: ConfigurationModule,
      imports: [
        ConfigModule.forRoot({
          cache: true,
          validate: (variables) => ({ environment: parseEnvironment({ ...variables, ...overrides }) }),
        }),
      ],
      providers: [
        {
          provide: Settings,
          inject: [ConfigService],
          useFactory: (config: ConfigService<{ environment: Environment }, true>) =>
            toSettings(config.get('environment', { infer: true })),
        },
      ],
      exports: [Settings],
    };
  }
}
