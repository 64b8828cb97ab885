import { type Message, REASONING } from '../../generation/message';
import { MessageBodyPipe } from '../message-body.pipe';
import { toGenerationRequest } from './to-generation-request';

const HI = { role: 'user', content: 'Hi' };
const map = (body: object) =>
  toGenerationRequest(
    new MessageBodyPipe().transform({ max_tokens: 9_000, messages: [HI], ...body }),
    'default',
  );
const messages = (...turns: object[]): readonly Message[] => map({ messages: turns }).messages;
const result = (more: object) => ({
  role: 'user',
  content: [{ type: 'tool_result', tool_use_id: 't', ...more }],
});
const PNG = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } };
const PNG_PART = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };
const PDF = { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERg==' } };
const PDF_DATA = 'data:application/pdf;base64,JVBERg==';

describe(toGenerationRequest.name, () => {
  it('takes the plain parameters over', () => {
    const plain = { temperature: 0.5, top_p: 0.9, top_k: 40, stop_sequences: ['x'], model: 'm' };
    expect(map({ ...plain, metadata: { user_id: 'u' }, service_tier: 'standard_only' })).toEqual({
      ...{ model: 'm', messages: [HI], choices: 1, maxTokens: 9_000, maxTokensName: 'max_tokens' },
      ...{ stop: ['x'], temperature: 0.5, topP: 0.9 },
      parameters: { top_k: 40, user: 'u', service_tier: 'default' },
    });
  });

  it('leaves out what was not given, is null, or is unknown', () => {
    const nothing = {
      tools: null,
      tool_choice: null,
      thinking: null,
      metadata: null,
      system: null,
      top_k: 0,
    };
    const unknown = { container: 'c', context_management: {}, service_tier: 'auto' };
    expect(map({ ...nothing, ...unknown })).toMatchObject({ model: 'default', stop: [], parameters: {} });
  });

  it('puts the instructions first, in one message', () => {
    const system = [
      { type: 'text', text: 'One.', cache_control: { type: 'ephemeral' } },
      { type: 'text', text: 'Two.' },
    ];
    expect(map({ system }).messages[0]).toEqual({ role: 'system', content: 'One.\n\nTwo.' });
    expect(map({ system: 'Text.' }).messages[0]).toEqual({ role: 'system', content: 'Text.' });
    expect(map({ system: [] }).messages).toEqual([HI]);
  });

  it('maps images and documents', () => {
    const note = { type: 'document', title: 'T', context: 'C', source: { type: 'text', data: 'D' } };
    const link = { type: 'image', source: { type: 'url', url: 'https://x/y.png' } };
    expect(messages({ role: 'user', content: [PNG, link, { ...PDF, title: 'a.pdf' }, PDF, note] })).toEqual([
      {
        role: 'user',
        content: [
          PNG_PART,
          { type: 'image_url', image_url: { url: 'https://x/y.png' } },
          { type: 'file', file: { file_data: PDF_DATA, filename: 'a.pdf' } },
          { type: 'file', file: { file_data: PDF_DATA, filename: 'document.pdf' } },
          { type: 'text', text: 'T\n\nC\n\nD' },
        ],
      },
    ]);
  });

  it('maps calls and their results, results first', () => {
    const said = { type: 'text', text: 'Let me look.' };
    const use = { type: 'tool_use', id: 't', name: 'look', input: { a: 1 } };
    const more = { type: 'text', text: 'And?' };
    expect(
      messages(
        HI,
        { role: 'assistant', content: [said, use] },
        { role: 'user', content: [more, { type: 'tool_result', tool_use_id: 't', content: 'Seen.' }] },
      ),
    ).toEqual([
      HI,
      {
        role: 'assistant',
        content: 'Let me look.',
        tool_calls: [{ id: 't', type: 'function', function: { name: 'look', arguments: '{"a":1}' } }],
      },
      { role: 'tool', tool_call_id: 't', content: 'Seen.' },
      { role: 'user', content: 'And?' },
    ]);
    expect(messages(HI, { role: 'assistant', content: [use] })[1].content).toBeNull();
  });

  it('keeps signed reasoning where only those who take it find it', () => {
    const content = [
      { type: 'thinking', thinking: 'Hm.', signature: 'Eq' },
      { type: 'thinking', thinking: 'Unsigned.' },
      { type: 'redacted_thinking', data: 'Em' },
      { type: 'text', text: 'So.' },
    ];
    const [, message] = messages(HI, { role: 'assistant', content });
    expect(message[REASONING]).toEqual([{ text: 'Hm.', signature: 'Eq' }, { redacted: 'Em' }]);
    expect(JSON.stringify(message)).toBe('{"role":"assistant","content":"So."}');
  });

  it.each([
    [{}, ''],
    [{ content: null }, ''],
    [
      {
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      },
      'a\nb',
    ],
    [{ content: 'No such file', is_error: true }, 'Error: No such file'],
    [{ content: 'Error: no such file', is_error: true }, 'Error: no such file'],
  ])('reads the result %j', (more, content) => {
    expect(messages(result(more))).toEqual([{ role: 'tool', tool_call_id: 't', content }]);
  });

  it('puts the images of a result into the message behind it', () => {
    expect(messages(result({ content: [PNG] }))).toEqual([
      { role: 'tool', tool_call_id: 't', content: 'The result is attached to the next message.' },
      { role: 'user', content: [{ type: 'text', text: 'Part of the result of tool call t:' }, PNG_PART] },
    ]);
  });

  it('maps tools and every choice among them', () => {
    const tools = [{ name: 'f', description: 'F.', input_schema: { type: 'object' }, cache_control: {} }];
    const mapped = [
      { type: 'function', function: { name: 'f', description: 'F.', parameters: { type: 'object' } } },
    ];
    const choices = [
      [{ type: 'auto' }, { tool_choice: 'auto' }],
      [{ type: 'none' }, { tool_choice: 'none' }],
      [
        { type: 'any', disable_parallel_tool_use: true },
        { tool_choice: 'required', parallel_tool_calls: false },
      ],
      [{ type: 'tool', name: 'f' }, { tool_choice: { type: 'function', function: { name: 'f' } } }],
    ];
    for (const [tool_choice, parameters] of choices) {
      expect(map({ tools, tool_choice }).parameters).toEqual({ tools: mapped, ...parameters });
    }
  });

  it.each([
    [{ thinking: { type: 'disabled' } }, 'none'],
    [{ thinking: { type: 'enabled', budget_tokens: 1_024 }, max_tokens: 20_000 }, 'low'],
    [{ thinking: { type: 'enabled', budget_tokens: 4_095 }, max_tokens: 20_000 }, 'low'],
    [{ thinking: { type: 'enabled', budget_tokens: 4_096 }, max_tokens: 20_000 }, 'medium'],
    [{ thinking: { type: 'enabled', budget_tokens: 16_383 }, max_tokens: 20_000 }, 'medium'],
    [{ thinking: { type: 'enabled', budget_tokens: 16_384 }, max_tokens: 20_000 }, 'high'],
    [{ thinking: { type: 'adaptive' } }, undefined],
    [{ thinking: { type: 'adaptive' }, output_config: { effort: 'max' } }, 'max'],
    [{ output_config: { effort: 'low' } }, 'low'],
  ])('reads %j as an effort', (body, effort) => {
    expect(map(body).parameters.reasoning_effort).toBe(effort);
  });

  it('asks for JSON by a schema', () => {
    const schema = { type: 'object' };
    expect(map({ output_config: { format: { type: 'json_schema', schema } } }).parameters).toEqual({
      response_format: { type: 'json_schema', json_schema: { name: 'answer', schema, strict: true } },
    });
  });
});
