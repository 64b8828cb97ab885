import { Module } from '@nestjs/common';
import { ProviderRegistry } from './provider-registry';

/** Whoever can answer. */
@Module({ providers: [ProviderRegistry], exports: [ProviderRegistry] })
export class ProvidersModule {}
