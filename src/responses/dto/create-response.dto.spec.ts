import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { containers } from '../../../test/support/containers';
import { CompiledCheck } from '../../validation/compiled-check';
import { CreateResponseDto } from './create-response.dto';

const complete = (plain: object): boolean =>
  validateSync(plainToInstance(CreateResponseDto, plain), { forbidUnknownValues: false }).length === 0;
const compiled = (plain: object): boolean => CompiledCheck.of(CreateResponseDto).accepts(plain);

const VALID: readonly Record<string, unknown>[] = [
  { input: 'Hi' },
  { previous_response_id: 'resp_1' },
  { previous_response_id: 'resp_1', input: null },
  {
    model: 'm',
    input: [
      { type: 'message', role: 'developer', content: 'Be brief.' },
      {
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_text', text: 'Look.' },
          { type: 'input_image', image_url: 'https://x/y.png', detail: 'low' },
          { type: 'input_file', file_data: 'data:text/plain;base64,AA', filename: 'a.txt' },
        ],
      },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'a', annotations: [] }] },
      { type: 'reasoning', id: 'rs_1', summary: [] },
      { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}', status: 'completed' },
      { type: 'function_call_output', call_id: 'c', output: [{ type: 'input_text', text: 'done' }] },
      { type: 'custom_tool_call', id: 'ctc_1', call_id: 'd', name: 'g', input: '' },
      { type: 'custom_tool_call_output', call_id: 'd', output: 'done' },
      { type: 'item_reference', id: 'msg_1' },
    ],
    instructions: 'Be kind.',
    tools: [
      { type: 'function', name: 'f', parameters: { type: 'object' }, strict: true },
      { type: 'custom', name: 'g', format: { type: 'grammar', syntax: 'regex', definition: '.' } },
    ],
    tool_choice: { type: 'allowed_tools', mode: 'auto', tools: [{ type: 'function', name: 'f' }] },
    text: { format: { type: 'json_schema', name: 'n', schema: {} }, verbosity: 'low' },
    reasoning: { effort: 'low', summary: 'auto' },
    metadata: { a: 'b' },
    include: ['message.output_text.logprobs'],
    stream: true,
    stream_options: { include_obfuscation: false },
    temperature: 0.5,
    top_logprobs: 3,
    truncation: 'auto',
    unknown_parameter: { anything: 1 },
  },
];

describe(CreateResponseDto.name, () => {
  it.each(VALID)('takes what is valid (%#)', (body) => {
    expect([compiled(body), complete(body)]).toEqual([true, true]);
  });

  it('is checked the quick way as it is the complete way, whatever one value is replaced by', () => {
    const words = ['message', 'user', 'function', 'auto', 'text', 'grammar', 'input_text', 'none', ''];
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(...words, null, {}, [], [null], [[]], -1, 0, 1.5));
    fc.assert(
      fc.property(
        fc.constantFrom(...VALID),
        fc.nat(),
        fc.nat(),
        value,
        fc.boolean(),
        (body, at, key, by, drop) => {
          const copy = structuredClone(body);
          const all = [...containers(copy)];
          const container = all[at % all.length];
          const keys = Object.keys(container);
          const name = keys[key % Math.max(1, keys.length)] ?? 'extra';
          if (drop) delete container[name];
          else container[name] = by;
          expect(compiled(copy)).toBe(complete(copy));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
