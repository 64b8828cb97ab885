import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Faults } from './faults';
import { BUILTIN, type ProviderEntry } from './gateway';
import { ProviderDto } from './gateway.dto';
import type { ProviderSchema } from './provider-schema';

/** As many as the service lets in by default: a provider's own bound is something to ask for. */
const MAX_CONCURRENT = 16_384;
const MAX_QUEUE = 100;
const QUEUE_TIMEOUT_MS = 1_000;

const NAME = /^[\w.-]+$/;
/** What every type knows; the rest of an entry is the type's own. */
const COMMON: ReadonlySet<string> = new Set(['type', 'max_concurrent', 'max_queue', 'queue_timeout']);

/** Validates the entries of `providers`, each by its type. */
export function parseProviders(
  entries: Readonly<Record<string, unknown>>,
  schemas: readonly ProviderSchema[],
  faults: Faults,
): Map<string, ProviderEntry> {
  const providers = new Map<string, ProviderEntry>();
  for (const [name, raw] of Object.entries(entries)) {
    const path = ['providers', name];
    if (name === BUILTIN) faults.add(path, 'is always there and cannot be configured');
    else if (!NAME.test(name)) faults.add(path, 'must have a name of letters, digits, dots and dashes');
    else if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
      faults.add(path, 'must be a mapping with a type');
    } else {
      const entry = parseProvider(path, raw as Record<string, unknown>, schemas, faults);
      if (entry) providers.set(name, entry);
    }
  }
  return providers;
}

function parseProvider(
  path: string[],
  raw: Record<string, unknown>,
  schemas: readonly ProviderSchema[],
  faults: Faults,
): ProviderEntry | undefined {
  const schema = schemas.find(({ type }) => type === raw.type);
  if (!schema) {
    const types = schemas.map(({ type }) => type).join(', ');
    faults.add([...path, 'type'], raw.type === undefined ? 'is missing' : `must be one of ${types}`);
    return undefined;
  }
  const missing = schema.missingPackage?.();
  if (missing) {
    faults.add(path, `needs the package ${missing}: npm install ${missing}`);
    return undefined;
  }
  const fields = Object.entries(raw);
  const common = plainToInstance(ProviderDto, Object.fromEntries(fields.filter(([key]) => COMMON.has(key))));
  const own = fields.filter(([key]) => key === 'type' || !COMMON.has(key));
  const options = plainToInstance(schema.options, Object.fromEntries(own));
  faults.addAll(path, validateSync(common));
  faults.addAll(path, validateSync(options, { whitelist: true, forbidNonWhitelisted: true }));
  return {
    type: schema.type,
    capacity: {
      maxConcurrent: common.max_concurrent ?? MAX_CONCURRENT,
      maxQueue: common.max_queue ?? MAX_QUEUE,
      queueTimeoutMs: common.queue_timeout ?? QUEUE_TIMEOUT_MS,
    },
    options,
  };
}
