import { bedrockAt } from '../support/ai-sdk-providers';
import { bedrockFrame } from '../support/bedrock-frames';
import { recordingsOf } from '../support/recording';
import { describeEmbedder } from './embedder.contract';
import { describeProvider } from './provider.contract';

const text = (delta: string): Buffer =>
  bedrockFrame('contentBlockDelta', { contentBlockIndex: 0, delta: { text: delta } });

describeProvider({
  name: 'amazon-bedrock',
  create: bedrockAt,
  recordings: recordingsOf('amazon-bedrock'),
  endless: {
    contentType: 'application/vnd.amazon.eventstream',
    opening: bedrockFrame('messageStart', { role: 'assistant' }),
    event: text('again and again '),
  },
  errorBody: (_, message) => ({ message }),
});

describeEmbedder({
  name: 'amazon-bedrock',
  create: bedrockAt,
  model: 'amazon.titan-embed-text-v2:0',
  answer: (embedding) => ({ embedding, inputTextTokenCount: 1 }),
  errorBody: (_, message) => ({ message, type: 'Failure' }),
});
