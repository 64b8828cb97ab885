import { type Message, REASONING } from '../../../generation/message';
import { toPrompt } from './to-prompt';

const prompt = (...messages: Message[]) => toPrompt(messages, {});
const called = (id: string, name: string, json = '{}') =>
  ({ id, type: 'function', function: { name, arguments: json } }) as const;

describe(toPrompt.name, () => {
  it('takes instructions of either name, texts joined', () => {
    const content = [
      { type: 'text', text: 'Be ' },
      { type: 'text', text: 'brief.' },
    ] as const;
    expect(prompt({ role: 'system', content }, { role: 'developer', content: 'And kind.' })).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'system', content: 'And kind.' },
    ]);
  });

  it('takes what users say and show', () => {
    const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } } as const;
    expect(
      prompt(
        { role: 'user', content: 'Hello', name: 'ann' },
        { role: 'user', content: [{ type: 'text', text: 'Look' }, image] },
      ),
    ).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'Hello' }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Look' },
          { type: 'file', mediaType: 'image/png', data: { type: 'data', data: 'AAAA' } },
        ],
      },
    ]);
  });

  it('takes what the assistant said, refused and called, and leaves out what is empty', () => {
    expect(
      prompt(
        { role: 'assistant', content: '', tool_calls: [called('c1', 'add', '{"a":1}')] },
        { role: 'assistant', content: null, refusal: 'No.' },
        { role: 'assistant', content: [{ type: 'refusal', refusal: 'Never.' }] },
        { role: 'assistant', content: '' },
      ),
    ).toEqual([
      {
        role: 'assistant',
        content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'add', input: { a: 1 } }],
      },
      { role: 'assistant', content: [{ type: 'text', text: 'No.' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'Never.' }] },
    ]);
  });

  it('gives reasoning back to a provider that signs it, and to nobody else', () => {
    const message: Message = {
      role: 'assistant',
      content: 'So.',
      [REASONING]: [{ text: 'Hm.', signature: 'Eq' }, { redacted: 'Em' }],
    };
    const said = { type: 'text', text: 'So.' };
    expect(toPrompt([message], {}, 'some')).toEqual([
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'Hm.', providerOptions: { some: { signature: 'Eq' } } },
          { type: 'reasoning', text: '', providerOptions: { some: { redactedData: 'Em' } } },
          said,
        ],
      },
    ]);
    expect(prompt(message)).toEqual([{ role: 'assistant', content: [said] }]);
  });

  it('puts the results of one turn together, each with the name of its tool', () => {
    const calls = [called('c1', 'add'), called('c2', 'now', '')];
    const [turn, results, ...more] = prompt(
      { role: 'assistant', tool_calls: calls },
      { role: 'tool', tool_call_id: 'c2', content: 'noon' },
      { role: 'tool', tool_call_id: 'c1', content: [{ type: 'text', text: '3' }] },
    );
    expect(more).toEqual([]);
    expect(turn.content).toHaveLength(2);
    const result = (toolCallId: string, toolName: string, value: string) => ({
      ...{ type: 'tool-result', toolCallId, toolName },
      output: { type: 'text', value },
    });
    expect(results).toEqual({
      role: 'tool',
      content: [result('c2', 'now', 'noon'), result('c1', 'add', '3')],
    });
  });

  it.each<[string, string, Message]>([
    ['messages[0].tool_call_id', 'invalid_value', { role: 'tool', tool_call_id: 'c9', content: '' }],
    ['messages[0].role', 'unsupported_value', { role: 'function', name: 'f', content: '' }],
    [
      'messages[0].tool_calls[0].function.arguments',
      'invalid_value',
      { role: 'assistant', tool_calls: [called('c1', 'f', '{"a":')] },
    ],
    [
      'messages[0].tool_calls[0]',
      'unsupported_value',
      {
        role: 'assistant',
        tool_calls: [{ id: 'c1', type: 'custom', custom: { name: 'f', input: '' } }],
      },
    ],
    [
      'messages[0].content[0].file',
      'unsupported_value',
      { role: 'user', content: [{ type: 'file', file: { file_id: 'file-1' } }] },
    ],
  ])('names %s as %s', (param, code, message) => {
    expect(() => prompt(message)).toThrow(expect.objectContaining({ code, param }) as Error);
  });
});
