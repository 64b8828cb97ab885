import { anthropicEvent } from './anthropic-events';
import { MessageEvents } from './message-events';

const event = (type: string, more: object = {}): string => anthropicEvent({ type, ...more });
const usage = { input_tokens: 0, output_tokens: 0 };
const START = event('message_start', {
  message: {
    ...{ id: 'msg_1', type: 'message', role: 'assistant', model: 'm', content: [], usage },
    ...{ stop_reason: null, stop_sequence: null },
  },
});
const open = (index = 0) =>
  event('content_block_start', { index, content_block: { type: 'text', text: '' } });
const text = (index = 0) =>
  event('content_block_delta', { index, delta: { type: 'text_delta', text: 'Hi' } });
const close = (index = 0) => event('content_block_stop', { index });
const FINISH = event('message_delta', { delta: { stop_reason: 'end_turn', stop_sequence: null }, usage });
const STOP = event('message_stop');

describe(MessageEvents.name, () => {
  it('reads a message', () => {
    const events = [START, event('ping'), open(), text(), text(), close(), FINISH, STOP];
    const read = new MessageEvents(events.join(''));
    expect([read.content, read.stopReason, read.model]).toEqual([
      [{ type: 'text', text: 'HiHi' }],
      'end_turn',
      'm',
    ]);
  });

  it.each([
    ['no end', [START, open(), text(), close(), FINISH]],
    ['no beginning', [open(), text(), close(), FINISH, STOP]],
    ['two beginnings', [START, START, FINISH, STOP]],
    ['two ends', [START, FINISH, STOP, STOP]],
    ['a ping behind the end', [START, FINISH, STOP, event('ping')]],
    ['two open blocks', [START, open(), open(1), close(1), close(), FINISH, STOP]],
    ['a block that stays open', [START, open(), FINISH, STOP]],
    ['a delta without a block', [START, text(), FINISH, STOP]],
    ['a delta of another block', [START, open(), text(1), close(), FINISH, STOP]],
    ['a wrong number', [START, open(1), close(1), FINISH, STOP]],
    ['a block behind the reason', [START, FINISH, open(), close(), STOP]],
    ['a [DONE]', [START, FINISH, STOP, 'data: [DONE]\n\n']],
    ['half an event', [START, FINISH, STOP.trimEnd()]],
    ['an unknown error', [event('error', { error: { type: 'oops', message: 'x' }, request_id: 'r' })]],
  ])('refuses %s', (_, events) => {
    expect(() => new MessageEvents(events.join(''))).toThrow('Not the Messages API');
  });
});
