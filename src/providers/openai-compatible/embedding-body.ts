import type { EmbeddingRequest } from '../../generation/embedding-request';

/**
 * The body that asks an OpenAI-compatible server for vectors. They are asked for as base64 only where the
 * caller takes them so: not every server knows that form, nor the parameter.
 */
export function embeddingBody({ model, inputs, dimensions, encoding, parameters }: EmbeddingRequest): Buffer {
  return Buffer.from(
    JSON.stringify({
      ...parameters,
      model,
      input: inputs,
      dimensions,
      encoding_format: encoding === 'base64' ? encoding : undefined,
    }),
  );
}
