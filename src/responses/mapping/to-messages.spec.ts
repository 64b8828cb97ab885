import type { ItemDto } from '../dto/item.dto';
import { toMessages } from './to-messages';
import { ownParam } from './with-own-params';

const say = (role: 'user' | 'assistant', content: string): ItemDto => ({ type: 'message', role, content });
const call = (id: string): ItemDto => ({ type: 'function_call', call_id: id, name: 'f', arguments: '{}' });
const result = (id: string): ItemDto => ({ type: 'function_call_output', call_id: id, output: `of ${id}` });
const toolCall = (id: string) => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } });
const tool = (id: string) => ({ role: 'tool', tool_call_id: id, content: `of ${id}` });

const pathOf = (position: number): string => `input[${position}]`;
const messagesOf = (...items: ItemDto[]) => toMessages(items, pathOf).map(({ message }) => message);

describe(toMessages.name, () => {
  it('takes calls that follow each other as one turn', () => {
    expect(messagesOf(say('user', 'Go'), call('a'), call('b'), result('a'), result('b'))).toEqual([
      { role: 'user', content: 'Go' },
      { role: 'assistant', content: null, tool_calls: [toolCall('a'), toolCall('b')] },
      ...[tool('a'), tool('b')],
    ]);
  });

  it('begins a turn behind every result', () => {
    expect(messagesOf(call('a'), result('a'), call('b'), result('b'))).toEqual([
      { role: 'assistant', content: null, tool_calls: [toolCall('a')] },
      tool('a'),
      { role: 'assistant', content: null, tool_calls: [toolCall('b')] },
      tool('b'),
    ]);
  });

  it.each([
    ['ahead of', [say('assistant', 'Let me see.'), call('a'), result('a')]],
    ['behind', [call('a'), say('assistant', 'Let me see.'), result('a')]],
  ])('puts what the assistant says %s its calls into their turn', (_, items) => {
    expect(messagesOf(...items)).toEqual([
      { role: 'assistant', content: 'Let me see.', tool_calls: [toolCall('a')] },
      tool('a'),
    ]);
  });

  it('keeps turns of the assistant apart that have no calls', () => {
    const items = [say('assistant', 'One'), say('assistant', 'Two')];
    expect(messagesOf(...items)).toEqual(['One', 'Two'].map((content) => ({ role: 'assistant', content })));
  });

  it('leaves reasoning out, wherever it is', () => {
    expect(messagesOf({ type: 'reasoning' }, call('a'), { type: 'reasoning' }, call('b'))).toEqual([
      { role: 'assistant', content: null, tool_calls: [toolCall('a'), toolCall('b')] },
    ]);
  });

  it('carries custom tools', () => {
    const items: ItemDto[] = [
      { type: 'custom_tool_call', call_id: 'a', name: 'sql', input: 'SELECT 1' },
      { type: 'custom_tool_call_output', call_id: 'a', output: [{ type: 'input_text', text: '1' }] },
    ];
    expect(messagesOf(...items)).toEqual([
      {
        ...{ role: 'assistant', content: null },
        tool_calls: [{ id: 'a', type: 'custom', custom: { name: 'sql', input: 'SELECT 1' } }],
      },
      { role: 'tool', tool_call_id: 'a', content: '1' },
    ]);
  });

  it('carries images, files and refusals as parts, and one text alone as a string', () => {
    const items: ItemDto[] = [
      {
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_text', text: 'See.' },
          { type: 'input_image', image_url: 'data:image/png;base64,AA', detail: 'original' },
          { type: 'input_file', file_data: 'data:text/plain;base64,AA', filename: 'a.txt' },
        ],
      },
      { type: 'message', role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] },
      { type: 'message', role: 'developer', content: [{ type: 'input_text', text: 'Be kind.' }] },
      { type: 'message', role: 'assistant', content: [] },
    ];
    expect(messagesOf(...items)).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'See.' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AA', detail: 'high' } },
          { type: 'file', file: { file_data: 'data:text/plain;base64,AA', filename: 'a.txt' } },
        ],
      },
      { role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] },
      { role: 'developer', content: 'Be kind.' },
      { role: 'assistant', content: '' },
    ]);
  });

  it.each<[string, ItemDto]>([
    [
      'input[0].content[0].image_url',
      { type: 'message', role: 'user', content: [{ type: 'input_image', file_id: 'f' }] },
    ],
    [
      'input[0].content[0].file_data',
      { type: 'message', role: 'user', content: [{ type: 'input_file', file_url: 'https://x' }] },
    ],
    [
      'input[0].output[1]',
      {
        type: 'function_call_output',
        call_id: 'a',
        output: [
          { type: 'input_text', text: 'See.' },
          { type: 'input_image', image_url: 'https://x' },
        ],
      },
    ],
  ])('refuses what chat messages cannot carry: %s', (param, item) => {
    expect(() => messagesOf(item)).toThrow(
      expect.objectContaining({ code: 'unsupported_value', param }) as Error,
    );
  });
});

describe(ownParam.name, () => {
  const placed = toMessages([say('user', 'Go'), call('a'), call('b'), result('a'), result('b')], pathOf);
  it.each([
    ['messages[0].content', 'input[0].content'],
    ['messages[0].content[1].image_url', 'input[0].content[1].image_url'],
    ['messages[1].tool_calls[1].function.arguments', 'input[1]'],
    ['messages[2].tool_call_id', 'input[3]'],
    ['messages[3].content', 'input[4].output'],
    ['messages[9].content', 'input'],
    ['messages', 'input'],
    ['max_completion_tokens', 'max_output_tokens'],
    ['response_format.json_schema.schema', 'text.format'],
    ['reasoning_effort', 'reasoning.effort'],
    ['tools[0]', 'tools[0]'],
    ['constructor', 'constructor'],
  ])('%s is %s', (param, own) => {
    expect(ownParam(param, placed)).toBe(own);
  });
});
