import { GENERATION_ERRORS, GENERATION_HEADERS } from '../openapi/generation-answer';
import type { RoomDescription } from '../openapi/route-description';
import { EmbeddingDto } from './dto/embedding.dto';
import { EmbeddingsController } from './embeddings.controller';

const EMBEDDINGS = {
  type: 'object',
  required: ['object', 'data', 'model', 'usage'],
  properties: {
    object: { type: 'string', enum: ['list'] },
    data: {
      type: 'array',
      items: {
        type: 'object',
        required: ['object', 'index', 'embedding'],
        properties: {
          object: { type: 'string', enum: ['embedding'] },
          index: { type: 'integer', description: 'Position of the input.' },
          embedding: {
            description: 'Numbers, or with `encoding_format: base64` their base64.',
            anyOf: [{ type: 'array', items: { type: 'number' } }, { type: 'string' }],
          },
        },
      },
    },
    model: { type: 'string', description: 'The name that was asked for; `X-Model` says who answered.' },
    usage: {
      type: 'object',
      required: ['prompt_tokens', 'total_tokens'],
      properties: { prompt_tokens: { type: 'integer' }, total_tokens: { type: 'integer' } },
    },
  },
} as const;

const DESCRIPTION = `A vector for each text, in the order of the texts: the nearer two texts are in what they say, the larger the product of their vectors.

The built-in model makes vectors without a network, by hashing words and parts of words: texts that share words or spellings are near, texts that only share a meaning are not. They have 384 dimensions, or as many as \`dimensions\` says.

Token arrays go to upstreams that take them. A model whose provider makes no vectors is refused with \`unsupported_value\`, and so is a number of \`dimensions\` that the model does not have. Only the model's own targets are tried, never its fallbacks: vectors of two models cannot be compared.

Parameters that are not listed are accepted and passed on to upstreams that may know them.`;

/** What the documentation says of this room. */
export const embeddingsDescription: RoomDescription = {
  routes: [
    {
      controller: EmbeddingsController,
      handler: 'create',
      tag: 'embeddings',
      summary: 'Create embeddings',
      description: DESCRIPTION,
      body: {
        dtos: [EmbeddingDto],
        examples: {
          text: {
            summary: 'One text',
            value: { model: 'builtin', input: 'The quick brown fox jumps over the lazy dog.' },
          },
          texts: {
            summary: 'Several texts, as base64',
            value: {
              model: 'builtin',
              input: ['What is back-pressure?', 'What is a circuit breaker?'],
              dimensions: 256,
              encoding_format: 'base64',
            },
          },
        },
      },
      answers: { 'application/json': { schema: EMBEDDINGS } },
      headers: GENERATION_HEADERS,
      errors: GENERATION_ERRORS.filter((code) => code !== 'unsupported_parameter' && code !== 'idle_timeout'),
    },
  ],
  properties: [
    {
      dto: EmbeddingDto,
      texts: {
        input:
          'A text, up to 2,048 texts, or the same as arrays of token numbers, for upstreams that take them.',
        model:
          'Who answers: a configured name, `provider/model`, or `builtin`. The configured default where it is absent.',
        dimensions: 'How many numbers each vector is to have.',
        encoding_format: 'Numbers, or the base64 of little-endian 32-bit floats. Numbers where it is absent.',
        user: 'Names the end user.',
      },
    },
  ],
};
