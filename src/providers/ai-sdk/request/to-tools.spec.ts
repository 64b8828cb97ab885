import { toTools } from './to-tools';

const wire = (name: string, more = {}) => ({ type: 'function', function: { name, ...more } });
const tool = (name: string, more = {}) => ({
  ...{ type: 'function', name, inputSchema: { type: 'object', properties: {} } },
  ...more,
});

describe(toTools.name, () => {
  it('takes functions with all that describes them', () => {
    const parameters = { type: 'object', properties: { a: { type: 'number' } } };
    const wireTools = [
      wire('add', { description: 'Adds.', parameters, strict: true }),
      wire('now', { strict: false }),
    ];
    expect(toTools(wireTools, undefined)).toEqual({
      tools: [tool('add', { description: 'Adds.', inputSchema: parameters, strict: true }), tool('now')],
    });
  });

  it.each([
    ['none', { type: 'none' }],
    ['auto', { type: 'auto' }],
    ['required', { type: 'required' }],
    [wire('b'), { type: 'tool', toolName: 'b' }],
  ])('takes the choice %j', (choice, toolChoice) => {
    expect(toTools([wire('a'), wire('b')], choice)).toEqual({ tools: [tool('a'), tool('b')], toolChoice });
  });

  it('keeps to the tools that are allowed', () => {
    const choice = { type: 'allowed_tools', allowed_tools: { mode: 'required', tools: [wire('b')] } };
    expect(toTools([wire('a'), wire('b')], choice)).toEqual({
      tools: [tool('b')],
      toolChoice: { type: 'required' },
    });
  });

  it('says nothing of tools where there are none', () => {
    expect(toTools([], 'none')).toEqual({});
    expect(toTools(undefined, 'none')).toEqual({});
  });

  it('refuses custom tools', () => {
    const custom = { type: 'custom', custom: { name: 'grep' } };
    expect(() => toTools([wire('a'), custom], undefined)).toThrow(
      expect.objectContaining({ code: 'unsupported_value', param: 'tools[1]' }) as Error,
    );
    expect(() => toTools([wire('a')], { type: 'custom', custom: { name: 'grep' } })).toThrow(
      expect.objectContaining({ code: 'unsupported_value', param: 'tool_choice' }) as Error,
    );
  });
});
