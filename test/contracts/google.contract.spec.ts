import { googleAt } from '../support/ai-sdk-providers';
import { message } from '../support/openai-chunks';
import { recordingsOf } from '../support/recording';
import { describeEmbedder } from './embedder.contract';
import { describeProvider } from './provider.contract';

const text = (part: string): string =>
  message({ candidates: [{ content: { parts: [{ text: part }], role: 'model' }, index: 0 }] });

describeProvider({
  name: 'google',
  create: googleAt,
  recordings: recordingsOf('google'),
  endless: { contentType: 'text/event-stream', opening: text('Once '), event: text('again and again ') },
  errorBody: (code, words) => ({ error: { code, message: words, status: 'UNKNOWN' } }),
});

describeEmbedder({
  name: 'google',
  create: googleAt,
  model: 'gemini-embedding-001',
  answer: (values) => ({ embedding: { values } }),
  errorBody: (code, words) => ({ error: { code, message: words, status: 'UNKNOWN' } }),
});
