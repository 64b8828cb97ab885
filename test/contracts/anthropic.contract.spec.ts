import { anthropicAt } from '../support/ai-sdk-providers';
import { anthropicOpening, anthropicText } from '../support/anthropic-events';
import { recordingsOf } from '../support/recording';
import { describeProvider } from './provider.contract';

describeProvider({
  name: 'anthropic',
  create: anthropicAt,
  recordings: recordingsOf('anthropic'),
  endless: {
    contentType: 'text/event-stream; charset=utf-8',
    opening: anthropicOpening,
    event: anthropicText('again and again '),
  },
  errorBody: (status, message) => ({
    type: 'error',
    error: { type: status === 400 ? 'invalid_request_error' : 'api_error', message },
    request_id: 'req_1',
  }),
});
