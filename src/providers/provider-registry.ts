import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { BUILTIN, type Gateway, type ProviderEntry } from '../config/gateway/gateway';
import { GatewayService } from '../config/gateway/gateway.service';
import { Settings } from '../config/settings';
import { BuiltinProvider } from './builtin/builtin.provider';
import type { Provider } from './provider';
import { PROVIDER_TYPES } from './provider-types';

interface Registered {
  readonly provider: Provider;
  /** The entry it was made of, as text; undefined for the one that is always there. */
  readonly fingerprint: string | undefined;
}

/**
 * The providers of the gateway in force. A changed configuration remakes only what it changes: the others
 * keep their connections. One that is dropped finishes what it has begun.
 */
@Injectable()
export class ProviderRegistry implements OnModuleDestroy {
  private readonly logger = new Logger(ProviderRegistry.name);
  private registered: ReadonlyMap<string, Registered>;

  constructor(settings: Settings, gateway: GatewayService) {
    const builtin: Registered = { provider: new BuiltinProvider(settings.builtin), fingerprint: undefined };
    this.registered = this.build(gateway.current, new Map([[BUILTIN, builtin]]));
    gateway.onChange((next) => this.replace(next));
  }

  /** The provider of this name. */
  find(name: string): Provider | undefined {
    return this.registered.get(name)?.provider;
  }

  /** Loads what the providers need at hand, so that no first request waits for it. */
  async warm(): Promise<void> {
    await warmAll(this.registered.values());
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.registered.values()].map(async ({ provider }) => provider.close?.()));
  }

  private build(gateway: Gateway, before: ReadonlyMap<string, Registered>): Map<string, Registered> {
    const after = new Map([[BUILTIN, before.get(BUILTIN)!]]);
    for (const [name, entry] of gateway.providers) {
      const fingerprint = fingerprintOf(entry);
      const kept = before.get(name);
      after.set(
        name,
        kept?.fingerprint === fingerprint ? kept : { provider: create(name, entry), fingerprint },
      );
    }
    return after;
  }

  private async replace(gateway: Gateway): Promise<void> {
    const before = this.registered;
    const after = this.build(gateway, before);
    await warmAll([...after.values()].filter((one) => before.get(one.provider.name) !== one));
    this.registered = after;
    for (const [name, { provider }] of before) {
      if (after.get(name)?.provider === provider) continue;
      provider.close?.().catch((error: unknown) => this.logger.warn(`Closing ${name}: ${String(error)}`));
    }
  }
}

const fingerprintOf = ({ type, options }: ProviderEntry): string => JSON.stringify([type, options]);

function create(name: string, { type, options }: ProviderEntry): Provider {
  const providerType = PROVIDER_TYPES.find((one) => one.type === type);
  if (!providerType) throw new Error(`No provider type ${type}`);
  return providerType.create(name, options as never);
}

async function warmAll(all: Iterable<Registered>): Promise<void> {
  for (const { provider } of all) await provider.warm?.();
}
