import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Faults } from './faults';
import { BUILTIN, CATCH_ALL, type Gateway, type ProviderEntry } from './gateway';
import { DefaultsDto, GatewayDto } from './gateway.dto';
import { interpolate, type Variables } from './interpolate';
import { isKnown, modelSettings, parseModels } from './parse-models';
import { parseProviders } from './parse-providers';
import type { ProviderSchema } from './provider-schema';
import type * as yamlFile from './yaml-file';

/** What a gateway is made of, beside the file. */
export interface GatewaySources {
  readonly variables: Variables;
  readonly schemas: readonly ProviderSchema[];
  /** The default model that the environment names. */
  readonly defaultModel: string | undefined;
  /** Told of providers that the environment asks for and that cannot be had. */
  readonly warn: (message: string) => void;
}

/**
 * The gateway that a configuration file and the environment describe together.
 * @param file the file's name, for faults
 * @param text its content; undefined where there is no file
 * @throws ConfigurationError naming every fault with its line and path
 */
export function parseGateway(file: string, text: string | undefined, sources: GatewaySources): Gateway {
  const yaml = text === undefined ? undefined : parseYaml(file, text);
  const faults = new Faults(file, (path) => yaml?.lineOf(path));
  const raw = interpolate(yaml?.value ?? {}, sources.variables, faults);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    faults.add([], 'must be a mapping with providers, models and defaults');
    faults.throwIfAny();
  }
  const dto = plainToInstance(GatewayDto, raw);
  faults.addAll([], validateSync(dto, { whitelist: true, forbidNonWhitelisted: true }));

  const fileProviders = parseProviders(mapping(dto.providers), sources.schemas, faults);
  const providers = new Map([...providersOfEnvironment(sources), ...fileProviders]);
  const defaults = modelSettings(dto.defaults ?? new DefaultsDto());
  const models = parseModels(mapping(dto.models), defaults, providers, faults);
  const defaultModel = sources.defaultModel ?? dto.defaults?.model ?? BUILTIN;
  if (!isKnown(defaultModel, mapping(dto.models), providers) && !models.has(CATCH_ALL)) {
    const reason = `"${defaultModel}" is neither a model nor provider/model`;
    if (sources.defaultModel === undefined) faults.add(['defaults', 'model'], reason);
    else faults.addFor('DEFAULT_MODEL', reason);
  }
  faults.throwIfAny();
  return {
    providers,
    models,
    defaults,
    defaultModel,
    exposeProviderModels: dto.expose_provider_models ?? true,
  };
}

function parseYaml(file: string, text: string): yamlFile.YamlFile {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- at need: 70 modules, and without a file nobody needs them
  const { YamlFile } = require('./yaml-file') as typeof yamlFile;
  return YamlFile.parse(file, text);
}

/** A section of the file; what is no mapping is at fault already. */
const mapping = (section: unknown): Readonly<Record<string, unknown>> =>
  typeof section === 'object' && section !== null && !Array.isArray(section)
    ? (section as Readonly<Record<string, unknown>>)
    : {};

/** The file wins over these; a wrong variable is a fault, a package that is missing only a warning. */
function providersOfEnvironment({ variables, schemas, warn }: GatewaySources): Map<string, ProviderEntry> {
  const providers = new Map<string, ProviderEntry>();
  for (const schema of schemas) {
    const entries = Object.entries(schema.fromEnvironment?.(variables) ?? {});
    const missing = entries.length > 0 ? schema.missingPackage?.() : undefined;
    for (const [name, options] of entries) {
      if (missing) {
        warn(`Provider ${name} is left out: it needs the package ${missing} (npm install ${missing}).`);
        continue;
      }
      const faults = new Faults('environment');
      for (const [parsed, entry] of parseProviders(
        { [name]: { ...options, type: schema.type } },
        [schema],
        faults,
      )) {
        if (!providers.has(parsed)) providers.set(parsed, entry);
      }
      faults.throwIfAny();
    }
  }
  return providers;
}
