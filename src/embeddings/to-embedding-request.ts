import type { EmbeddingRequest } from '../generation/embedding-request';
import type { EmbeddingDto } from './dto/embedding.dto';
import { toInputs } from './to-inputs';

/** What has a field of its own in the request, and so is no parameter. */
const STRUCTURAL: ReadonlySet<string> = new Set(['input', 'model', 'dimensions', 'encoding_format']);

/**
 * What a body asks for, in the language of the generation. `null` means absent.
 * @throws GenerationError where the input is none
 */
export function toEmbeddingRequest(dto: EmbeddingDto, defaultModel: string): EmbeddingRequest {
  const parameters: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(dto) as [string, unknown][]) {
    if (value != null && !STRUCTURAL.has(name)) parameters[name] = value;
  }
  return {
    model: dto.model ?? defaultModel,
    inputs: toInputs(dto.input),
    dimensions: dto.dimensions ?? undefined,
    encoding: dto.encoding_format ?? 'float',
    parameters,
  };
}
