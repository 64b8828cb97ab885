import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Faults } from './faults';
import { BUILTIN, CATCH_ALL, type Model, type ModelSettings, type ProviderEntry } from './gateway';
import { type DefaultsDto, ModelDto } from './gateway.dto';

/** Where nothing is configured. A first token may take its time; an upstream that is reached slowly is ill. */
const BUILT_IN_SETTINGS: ModelSettings = {
  timeouts: { connectMs: 5_000, firstTokenMs: 60_000, idleMs: 60_000, totalMs: 600_000 },
  retries: 1,
  breaker: { failures: 5, cooldownMs: 30_000 },
  continueOnFailure: false,
};

/** The settings of an entry, by itself and by what it leaves open. */
export function modelSettings(
  { timeouts, retries, breaker, continue_on_failure }: DefaultsDto | ModelDto,
  base: ModelSettings = BUILT_IN_SETTINGS,
): ModelSettings {
  return {
    timeouts: {
      connectMs: timeouts?.connect ?? base.timeouts.connectMs,
      firstTokenMs: timeouts?.first_token ?? base.timeouts.firstTokenMs,
      idleMs: timeouts?.idle ?? base.timeouts.idleMs,
      totalMs: timeouts?.total ?? base.timeouts.totalMs,
    },
    retries: retries ?? base.retries,
    breaker: {
      failures: breaker?.failures ?? base.breaker.failures,
      cooldownMs: breaker?.cooldown ?? base.breaker.cooldownMs,
    },
    continueOnFailure: continue_on_failure ?? base.continueOnFailure,
  };
}

/** Validates the entries of `models` and what they refer to. */
export function parseModels(
  entries: Readonly<Record<string, unknown>>,
  defaults: ModelSettings,
  providers: ReadonlyMap<string, ProviderEntry>,
  faults: Faults,
): Map<string, Model> {
  const models = new Map<string, Model>();
  for (const [name, raw] of Object.entries(entries)) {
    const path = ['models', name];
    if (name === BUILTIN) {
      faults.add(path, 'is always there and cannot be configured');
      continue;
    }
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
      faults.add(path, 'must be a mapping with targets');
      continue;
    }
    const dto = plainToInstance(ModelDto, raw);
    const errors = validateSync(dto, { whitelist: true, forbidNonWhitelisted: true });
    faults.addAll(path, errors);
    if (errors.length > 0) continue;
    models.set(name, {
      ...modelSettings(dto, defaults),
      targets: dto.targets.map(({ provider, model, weight = 1 }) => ({ provider, model, weight })),
      fallbacks: dto.fallbacks ?? [],
    });
  }
  checkReferences(entries, models, providers, faults);
  return models;
}

function checkReferences(
  entries: Readonly<Record<string, unknown>>,
  models: ReadonlyMap<string, Model>,
  providers: ReadonlyMap<string, ProviderEntry>,
  faults: Faults,
): void {
  for (const [name, { targets, fallbacks }] of models) {
    targets.forEach(({ provider }, i) => {
      if (provider === BUILTIN || providers.has(provider)) return;
      faults.add(['models', name, 'targets', i, 'provider'], `"${provider}" is not among the providers`);
    });
    fallbacks.forEach((fallback, i) => {
      const path = ['models', name, 'fallbacks', i];
      if (fallback === name || fallback === CATCH_ALL) faults.add(path, 'must be another model');
      else if (!isKnown(fallback, entries, providers)) {
        faults.add(path, `"${fallback}" is neither a model nor provider/model`);
      }
    });
  }
}

/** Whether a name stands for something: a model's, `builtin`, or `provider/model`. */
export function isKnown(
  name: string,
  models: Readonly<Record<string, unknown>>,
  providers: ReadonlyMap<string, ProviderEntry>,
): boolean {
  if (name === BUILTIN || Object.hasOwn(models, name)) return true;
  const [provider, model] = splitProviderModel(name) ?? [];
  return model !== undefined && (provider === BUILTIN || providers.has(provider!));
}

/** The two parts of `provider/model`; the model's name may have slashes of its own. */
export function splitProviderModel(name: string): [provider: string, model: string] | undefined {
  const slash = name.indexOf('/');
  return slash > 0 && slash < name.length - 1 ? [name.slice(0, slash), name.slice(slash + 1)] : undefined;
}
