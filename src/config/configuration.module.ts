import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import type { Environment } from './environment.dto';
import { type ConfigurationText, GatewayService } from './gateway/gateway.service';
import type { Variables } from './gateway/interpolate';
import type { ProviderSchema } from './gateway/provider-schema';
import { parseEnvironment } from './parse-environment';
import { type EnvironmentOverrides, readVariables } from './read-variables';
import { Settings } from './settings';
import { toSettings } from './to-settings';

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
  /**
   * @param schemas the types of providers that a configuration may name
   * @param given the configuration file's text, where the file is somebody else's to read and to watch
   */
  static forRoot(
    overrides: EnvironmentOverrides,
    schemas: readonly ProviderSchema[],
    given?: ConfigurationText,
  ): DynamicModule {
    return {
      module: ConfigurationModule,
      imports: [
        ConfigModule.forRoot({
          cache: true,
          ignoreEnvFile: true,
          validate: (): Validated => {
            const variables = readVariables(overrides);
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
            new GatewayService(
              settings,
              { schemas, variables: config.get('variables', { infer: true }) },
              given,
            ),
        },
      ],
      exports: [Settings, GatewayService],
    };
  }
}
