import { OpenAiCompatibleProvider } from '../../src/providers/openai-compatible/openai-compatible.provider';
import { recordingsOf } from '../support/recording';
import { roleChunk, textChunk } from '../support/openai-chunks';
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
