import type { GenerationReport } from '../generation/generation-report';

/**
 * Headers that tell who answered, whatever the model was called: `X-Provider`, `X-Model`, and how many
 * attempts it took; names and values in turn. None where no provider was asked.
 */
export function routeHeaders({ attempts, provider, providerModel }: GenerationReport): string[] {
  if (provider === undefined || providerModel === undefined) return [];
  return ['X-Provider', provider, 'X-Model', headerText(providerModel), 'X-Attempts', String(attempts)];
}

/** A model's name may be anything a caller sends; a header may not. */
const headerText = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');
