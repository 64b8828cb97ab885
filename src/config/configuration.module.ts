import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import type { Environment } from './environment.dto';
import { GatewayService } from './gateway/gateway.service';
import type { Variables } from './gateway/interpolate';
import type { ProviderSchema } from './gateway/provider-schema';
import { parseEnvironment } from './parse-environment';
import { Settings } from './settings';
import { toSettings } from './to-settings';

/** Variables that win over the environment: options of the command line, or a test's wishes. */
export type EnvironmentOverrides = Readonly<Record<string, string>>;

interface Validated {
  readonly environment: Environment;
  readonly variables: Variables;
}

/**
 * The only reader of the environment. Variables come from the process, then from `.env` in the working
 * directory; every other room injects {@link Settings}.
 */
@Global()
@Module({})
export class ConfigurationModule {
  /** @param schemas the types of providers that a configuration may name */
  static forRoot(overrides: EnvironmentOverrides, schemas: readonly ProviderSchema[]): DynamicModule {
    return {
      module: ConfigurationModule,
      imports: [
        ConfigModule.forRoot({
          cache: true,
          validate: (found): Validated => {
            const variables = { ...found, ...overrides };
            return { environment: parseEnvironment(variables), variables };
          },
        }),
      ],
      providers: [
        {
          provide: Settings,
          inject: [ConfigService],
          useFactory: (config: ConfigService<Validated, true>) =>
            toSettings(config.get('environment', { infer: true })),
        },
        {
          provide: GatewayService,
          inject: [Settings, ConfigService],
          useFactory: (settings: Settings, config: ConfigService<Validated, true>) =>
            new GatewayService(settings, { schemas, variables: config.get('variables', { infer: true }) }),
        },
      ],
      exports: [Settings, GatewayService],
    };
  }
}
