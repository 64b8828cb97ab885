import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings';
import { BuiltinProvider } from './builtin/builtin.provider';
import type { Provider } from './provider';

/** Every provider there is; a line each. */
@Injectable()
export class ProviderRegistry {
  private readonly providers: ReadonlyMap<string, Provider>;

  constructor(settings: Settings) {
    const providers: readonly Provider[] = [new BuiltinProvider(settings.builtin)];
    this.providers = new Map(providers.map((provider) => [provider.name, provider]));
  }

  /** The provider of this name. */
  find(name: string): Provider | undefined {
    return this.providers.get(name);
  }

  /** Loads what the providers need at hand, so that no first request waits for it. */
  async warm(): Promise<void> {
    for (const provider of this.providers.values()) await provider.warm?.();
  }
}
