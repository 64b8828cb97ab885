import { OpenAiCompatibleProvider } from '../../src/providers/openai-compatible/openai-compatible.provider';
import { recordingsOf } from '../support/recording';
import { roleChunk, textChunk } from '../support/openai-chunks';
import { describeEmbedder } from './embedder.contract';
import { describeProvider } from './provider.contract';

describeProvider({
  name: 'openai-compatible',
  create: (origin) =>
    new OpenAiCompatibleProvider('up', {
      type: 'openai-compatible',
      base_url: `${origin}/v1`,
      api_key: 'sk-secret',
    }),
  recordings: recordingsOf('openai-compatible'),
  endless: { contentType: 'text/event-stream', opening: roleChunk, event: textChunk('again and again ') },
  errorBody: (_, message) => ({ error: { message, type: 'error', param: null, code: null } }),
});

describeEmbedder({
  name: 'openai-compatible',
  create: (origin) =>
    new OpenAiCompatibleProvider('up', { type: 'openai-compatible', base_url: `${origin}/v1` }),
  model: 'text-embedding-3-small',
  answer: (embedding) => ({
    object: 'list',
    data: [{ object: 'embedding', index: 0, embedding }],
    model: 'text-embedding-3-small',
    usage: { prompt_tokens: 1, total_tokens: 1 },
  }),
  errorBody: (_, message) => ({ error: { message, type: 'error', param: null, code: null } }),
});
