import { GenerationError } from '../generation/generation-error';
import { CountBodyPipe } from './count-body.pipe';
import { MessageBodyPipe } from './message-body.pipe';

const HI = { role: 'user', content: 'Hi' };
const TOOLS = [{ name: 'f', input_schema: { type: 'object' } }];
const block = (type: string, more: object = {}) => ({
  messages: [{ role: 'user', content: [{ type, ...more }] }],
});
const faultOf = (pipe: MessageBodyPipe | CountBodyPipe, body: unknown): unknown[] => {
  try {
    pipe.transform(body);
  } catch (error) {
    if (error instanceof GenerationError) return [error.code, error.param];
  }
  return ['accepted', null];
};

describe(MessageBodyPipe.name, () => {
  it.each<[object, string, string]>([
    [{ max_tokens: undefined }, 'missing_required_parameter', 'max_tokens'],
    [{ messages: undefined }, 'missing_required_parameter', 'messages'],
    [{ messages: [] }, 'invalid_value', 'messages'],
    [{ messages: [null] }, 'invalid_value', 'messages[0]'],
    [{ messages: [{ role: 'tool', content: 'x' }] }, 'invalid_value', 'messages[0].role'],
    [{ messages: [{ role: 'user', content: [] }] }, 'invalid_value', 'messages[0].content'],
    [{ messages: [{ role: 'user', content: 5 }] }, 'invalid_value', 'messages[0].content'],
    [block('audio'), 'invalid_value', 'messages[0].content[0].type'],
    [block('text'), 'missing_required_parameter', 'messages[0].content[0].text'],
    [block('image'), 'missing_required_parameter', 'messages[0].content[0].source'],
    [block('image', { source: { type: 'file' } }), 'invalid_value', 'messages[0].content[0].source.type'],
    [
      block('document', { source: { type: 'url', url: 'https://x/y.pdf' } }),
      'invalid_value',
      'messages[0].content[0].source.type',
    ],
    [block('tool_result'), 'missing_required_parameter', 'messages[0].content[0].tool_use_id'],
    [block('tool_use', { id: 'a', name: 'f', input: {} }), 'invalid_value', 'messages[0].content[0].type'],
    [{ max_tokens: 0 }, 'invalid_value', 'max_tokens'],
    [{ temperature: 1.1 }, 'invalid_value', 'temperature'],
    [{ stop_sequences: [''] }, 'invalid_value', 'stop_sequences'],
    [{ stop_sequences: 'x' }, 'invalid_value', 'stop_sequences'],
    [{ thinking: { type: 'enabled', budget_tokens: 1 } }, 'invalid_value', 'thinking.budget_tokens'],
    [{ thinking: { type: 'enabled', budget_tokens: 5_000 } }, 'invalid_value', 'thinking.budget_tokens'],
    [{ tools: [{ name: 'f' }] }, 'missing_required_parameter', 'tools[0].input_schema'],
    [{ tools: [{ name: 'f g', input_schema: {} }] }, 'invalid_value', 'tools[0].name'],
    [{ tools: [{ type: 'web_search_20250305', name: 'web_search' }] }, 'invalid_value', 'tools[0].type'],
    [{ tool_choice: { type: 'any' } }, 'invalid_value', 'tool_choice'],
    [{ tools: TOOLS, tool_choice: { type: 'tool', name: 'g' } }, 'invalid_value', 'tool_choice.name'],
    [{ tools: TOOLS, tool_choice: 'auto' }, 'invalid_value', 'tool_choice'],
    [{ mcp_servers: [{ type: 'url' }] }, 'unsupported_parameter', 'mcp_servers'],
  ])('refuses %j', (more, code, param) => {
    const body = { max_tokens: 4_000, messages: [HI], ...more };
    expect(faultOf(new MessageBodyPipe(), body)).toEqual([code, param]);
  });

  it('accepts what is unknown, anywhere', () => {
    const content = [{ type: 'text', text: 'Hi', cache_control: { type: 'ephemeral' }, new: 1 }];
    const body = { max_tokens: 1, betas: ['x'], messages: [{ role: 'user', content, new: 2 }] };
    expect(faultOf(new MessageBodyPipe(), body)).toEqual(['accepted', null]);
  });
});

describe(CountBodyPipe.name, () => {
  it('wants no bound on tokens, and refuses the rest alike', () => {
    expect(faultOf(new CountBodyPipe(), { messages: [HI] })).toEqual(['accepted', null]);
    expect(faultOf(new CountBodyPipe(), { messages: [] })).toEqual(['invalid_value', 'messages']);
    expect(faultOf(new CountBodyPipe(), 5)).toEqual(['invalid_json', null]);
  });
});
