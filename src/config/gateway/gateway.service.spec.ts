import { ConsoleLogger, Logger } from '@nestjs/common';
import { IsOptional, IsString } from 'class-validator';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../../test/support/until';
import { ConfigurationError } from '../configuration-error';
import { parseEnvironment } from '../parse-environment';
import { toSettings } from '../to-settings';
import type { Gateway } from './gateway';
import { GatewayService } from './gateway.service';
import type { ProviderSchema } from './provider-schema';

class HttpOptions {
  @IsString()
  type!: string;

  @IsString()
  base_url!: string;

  @IsOptional()
  @IsString()
  api_key?: string;
}

const SCHEMAS: readonly ProviderSchema[] = [
  {
    type: 'http',
    options: HttpOptions,
    fromEnvironment: ({ HTTP_URL: base_url }): Record<string, object> =>
      base_url ? { env: { base_url } } : {},
  },
  { type: 'heavy', options: HttpOptions, missingPackage: () => '@heavy/package' },
];

describe(GatewayService.name, () => {
  let folder: string;
  let file: string;
  const open: GatewayService[] = [];
  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  afterAll(() => {
    Logger.overrideLogger(new ConsoleLogger());
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gateway-'));
    file = join(folder, 'gateway.yaml');
  });
  afterEach(() => {
    open.splice(0).forEach((service) => service.onModuleDestroy());
    rmSync(folder, { recursive: true });
  });

  function serve(
    text?: string,
    variables: Record<string, string> = {},
    environment: Record<string, string> = {},
  ) {
    if (text !== undefined) writeFileSync(file, text);
    const settings = toSettings(
      parseEnvironment({
        CONFIG_FILE: text === undefined ? '' : file,
        CONFIG_WATCH_INTERVAL: '0',
        ...environment,
      }),
    );
    const service = new GatewayService(settings, { schemas: SCHEMAS, variables });
    open.push(service);
    return service;
  }
  const faultsOf = (text: string, variables?: Record<string, string>): readonly string[] => {
    try {
      serve(text, variables);
      return [];
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      return error.faults.map((fault) => fault.replace(file, 'FILE'));
    }
  };

  it('is the built-in model alone where nothing is configured', () => {
    const { providers, models, defaultModel, exposeProviderModels } = serve().current;
    expect([providers.size, models.size, defaultModel, exposeProviderModels]).toEqual([
      0,
      0,
      'builtin',
      true,
    ]);
  });

  it('reads a whole file', () => {
    const gateway = serve(
      `
providers:
  one: { type: http, base_url: http://one, api_key: \${KEY}, max_concurrent: 3, queue_timeout: 250ms }
models:
  smart:
    targets: [ { provider: one, model: big, weight: 3 }, { provider: builtin, model: builtin } ]
    fallbacks: [ one/small, fast ]
    timeouts: { connect: 2s, first_token: 500ms, total: 5m }
    retries: 2
    continue_on_failure: true
  fast: { targets: [ { provider: one, model: small } ] }
defaults: { timeouts: { idle: 15s }, retries: 0, model: fast, breaker: { failures: 2, cooldown: 1m } }
expose_provider_models: false
`,
      { KEY: 'sk-1' },
    ).current;
    expect(gateway.providers.get('one')).toMatchObject({
      type: 'http',
      capacity: { maxConcurrent: 3, queueTimeoutMs: 250 },
      options: { base_url: 'http://one', api_key: 'sk-1' },
    });
    expect(gateway.models.get('smart')).toMatchObject({
      targets: [
        { provider: 'one', model: 'big', weight: 3 },
        { provider: 'builtin', model: 'builtin', weight: 1 },
      ],
      fallbacks: ['one/small', 'fast'],
      timeouts: { connectMs: 2_000, firstTokenMs: 500, idleMs: 15_000, totalMs: 300_000 },
      retries: 2,
      breaker: { failures: 2, cooldownMs: 60_000 },
      continueOnFailure: true,
    });
    expect([gateway.defaultModel, gateway.exposeProviderModels]).toEqual(['fast', false]);
  });

  it.each([
    [
      'a wrong type, with its line',
      'providers:\n  one:\n    type: nope\n',
      'FILE:3: providers.one.type must be one of http, heavy',
    ],
    ['a missing option', 'providers:\n  one: { type: http }', 'FILE:2: providers.one.base_url is missing'],
    [
      'an option that is misspelt',
      'providers:\n  one: { type: http, base_url: x, api_kee: y }',
      'FILE:2: providers.one.api_kee is not known here',
    ],
    ['a section that is misspelt', 'model: {}', 'FILE:1: model is not known here'],
    [
      'a package that is missing',
      'providers: { one: { type: heavy } }',
      'FILE:1: providers.one needs the package @heavy/package: npm install @heavy/package',
    ],
    ['no targets', 'models:\n  m:\n    retries: 1', 'FILE:2: models.m.targets is missing'],
    [
      'a wrong duration',
      'defaults:\n  timeouts:\n    idle: soon',
      'FILE:3: defaults.timeouts.idle must be a duration such as 500ms, 30s or 5m',
    ],
    [
      'an unknown provider',
      'models:\n  m:\n    targets:\n      - provider: x\n        model: y',
      'FILE:4: models.m.targets[0].provider "x" is not among the providers',
    ],
    [
      'an unknown fallback',
      'models:\n  m.1:\n    targets: [{ provider: builtin, model: builtin }]\n    fallbacks: [x]',
      'FILE:4: models.m.1.fallbacks[0] "x" is neither a model nor provider/model',
    ],
    [
      'an unknown default',
      'defaults: { model: x }',
      'FILE:1: defaults.model "x" is neither a model nor provider/model',
    ],
    [
      'the reserved name',
      'providers: { builtin: { type: http } }',
      'FILE:1: providers.builtin is always there and cannot be configured',
    ],
    [
      'a variable that is not set',
      'providers: { one: { type: http, base_url: "http://${NOWHERE}" } }',
      'FILE:1: providers.one.base_url needs the variable NOWHERE, which is not set',
    ],
    [
      'a list instead of a mapping',
      '- a',
      'FILE: the file must be a mapping with providers, models and defaults',
    ],
  ])('names %s', (_, text, fault) => {
    expect(faultsOf(text)).toContain(fault);
  });

  it('names every fault at once, and the place where the YAML is broken', () => {
    expect(
      faultsOf('models: { a: { retries: 1 }, b: { targets: [] } }\ndefaults: { retries: 99 }').length,
    ).toBe(3);
    expect(faultsOf('models: {\n  a: [\n')[0]).toMatch(/^FILE:\d+: /);
  });

  it('puts variables into values and never into structure', () => {
    const text = 'providers: { one: { type: http, base_url: "${URL:-http://default}", api_key: "$${KEY}" } }';
    const options = (variables: Record<string, string>) =>
      serve(text, variables).current.providers.get('one')?.options;
    expect(options({})).toMatchObject({ base_url: 'http://default', api_key: '${KEY}' });
    expect(options({ URL: 'x, api_key: stolen }' })).toMatchObject({ base_url: 'x, api_key: stolen }' });
  });

  it('takes providers from well-known variables, and lets the file win', () => {
    expect(serve(undefined, { HTTP_URL: 'http://env' }).current.providers.get('env')?.options).toMatchObject({
      base_url: 'http://env',
    });
    const both = serve('providers: { env: { type: http, base_url: http://file } }', {
      HTTP_URL: 'http://env',
    });
    expect(both.current.providers.get('env')?.options).toMatchObject({ base_url: 'http://file' });
  });

  it('lets DEFAULT_MODEL win over the file', () => {
    const text =
      'defaults: { model: builtin }\nmodels: { m: { targets: [{ provider: builtin, model: x }] } }';
    expect(serve(text, {}, { DEFAULT_MODEL: 'm' }).current.defaultModel).toBe('m');
  });

  it('refuses to start on a file that is named and not there', () => {
    expect(() => serve(undefined, {}, { CONFIG_FILE: join(folder, 'none.yaml') })).toThrow(
      ConfigurationError,
    );
  });

  it('takes over a changed file after everybody was told, and keeps the old one when the new one is bad', async () => {
    const service = serve('defaults: { retries: 1 }');
    const told: Gateway[] = [];
    service.onChange((gateway) => void told.push(gateway));
    writeFileSync(file, 'defaults: { retries: 2 }');
    await service.reload('test');
    expect([service.current.defaults.retries, told.length]).toEqual([2, 1]);
    writeFileSync(file, 'defaults: { retries: many }');
    await service.reload('test');
    expect([service.current.defaults.retries, told.length]).toEqual([2, 1]);
    service.onChange(() => {
      throw new Error('refused');
    });
    writeFileSync(file, 'defaults: { retries: 3 }');
    await service.reload('test');
    expect(service.current.defaults.retries).toBe(2);
  });

  it('sees by itself that the file has changed', async () => {
    const service = serve('defaults: { retries: 1 }', {}, { CONFIG_WATCH_INTERVAL: '20ms' });
    writeFileSync(file, 'defaults: { retries: 5 }');
    await until('the change is seen', () => service.current.defaults.retries === 5);
  });
});
