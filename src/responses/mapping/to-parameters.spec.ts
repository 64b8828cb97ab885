import { toParameters } from './to-parameters';

const parametersOf = (dto: object): object => toParameters(dto);
const f = { type: 'function', name: 'f' };
const nested = { type: 'function', function: { name: 'f' } };

describe(toParameters.name, () => {
  it.each<[string, object, object]>([
    ['nothing', { input: 'x', model: 'm', stream: true, store: null, metadata: null }, {}],
    [
      'a function',
      { tools: [{ ...f, description: null, strict: null, parameters: null }] },
      { tools: [nested] },
    ],
    [
      'a function with all it can have',
      { tools: [{ ...f, description: 'd', strict: true, parameters: { type: 'object' } }] },
      {
        tools: [
          {
            type: 'function',
            function: { name: 'f', description: 'd', strict: true, parameters: { type: 'object' } },
          },
        ],
      },
    ],
    [
      'custom tools',
      {
        tools: [
          { type: 'custom', name: 'a' },
          { type: 'custom', name: 'b', format: { type: 'grammar', syntax: 'lark', definition: 'd' } },
          { type: 'custom', name: 'c', format: { type: 'text' } },
        ],
      },
      {
        tools: [
          { type: 'custom', custom: { name: 'a' } },
          {
            type: 'custom',
            custom: { name: 'b', format: { type: 'grammar', grammar: { syntax: 'lark', definition: 'd' } } },
          },
          { type: 'custom', custom: { name: 'c', format: { type: 'text' } } },
        ],
      },
    ],
    [
      'a word of a choice',
      { tools: [f], tool_choice: 'required' },
      { tools: [nested], tool_choice: 'required' },
    ],
    ['a chosen function', { tools: [f], tool_choice: f }, { tools: [nested], tool_choice: nested }],
    [
      'allowed tools',
      { tools: [f], tool_choice: { type: 'allowed_tools', mode: 'auto', tools: [f] } },
      {
        tools: [nested],
        tool_choice: { type: 'allowed_tools', allowed_tools: { mode: 'auto', tools: [nested] } },
      },
    ],
    ['what is said of tools where there are none', { tool_choice: 'auto', parallel_tool_calls: true }, {}],
    ['plain text', { text: { format: { type: 'text' }, verbosity: 'low' } }, { verbosity: 'low' }],
    [
      'a JSON object',
      { text: { format: { type: 'json_object' } } },
      { response_format: { type: 'json_object' } },
    ],
    [
      'a schema',
      { text: { format: { type: 'json_schema', name: 'n', schema: {}, description: null } } },
      { response_format: { type: 'json_schema', json_schema: { name: 'n', schema: {} } } },
    ],
    ['reasoning', { reasoning: { effort: 'high', summary: 'auto' } }, { reasoning_effort: 'high' }],
    ['log probabilities', { include: ['message.output_text.logprobs'] }, { logprobs: true }],
    ['likely tokens', { top_logprobs: 2 }, { logprobs: true, top_logprobs: 2 }],
    ['no likely tokens', { top_logprobs: 0 }, {}],
    ['the wish not to be kept', { store: false }, {}],
    ['the wish to be kept', { store: true }, { store: true }],
    ['what is known nowhere', { metadata: { a: 'b' }, later: [1] }, { metadata: { a: 'b' }, later: [1] }],
  ])('maps %s', (_, dto, parameters) => {
    expect(parametersOf(dto)).toEqual(parameters);
  });
});
