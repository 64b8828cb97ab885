import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { ChatCompletionDto } from './chat-completion.dto';
import { PromptCompletionDto } from './prompt-completion.dto';
import { CompiledCheck } from '../../validation/compiled-check';

type Type = new () => object;

const complete = (type: Type, plain: object): boolean =>
  validateSync(plainToInstance(type, plain), { forbidUnknownValues: false }).length === 0;
const compiled = (type: Type, plain: object): boolean => CompiledCheck.of(type).accepts(plain);

const VALID: readonly Record<string, unknown>[] = [
  { messages: [{ role: 'user', content: 'Hi' }] },
  {
    model: 'm',
    messages: [
      { role: 'system', content: [{ type: 'text', text: 'Be brief.' }] },
      {
        role: 'user',
        content: [{ type: 'image_url', image_url: { url: 'https://x/y.png', detail: 'low' } }],
      },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
      },
      { role: 'tool', content: 'done', tool_call_id: 'c' },
    ],
    temperature: 0.5,
    stop: ['a', 'b'],
    stream: true,
    stream_options: { include_usage: true },
    tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }],
    tool_choice: { type: 'function', function: { name: 'f' } },
    response_format: { type: 'json_schema', json_schema: { name: 'n', schema: {} } },
    metadata: { a: 'b' },
    logit_bias: { 5: -1 },
    n: 2,
    seed: null,
    unknown_parameter: { anything: 1 },
  },
];

/** Every object and array inside of a value, the value itself included. */
function* containers(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  yield value as Record<string, unknown>;
  for (const inner of Object.values(value)) yield* containers(inner);
}

describe(CompiledCheck.name, () => {
  it.each(VALID)('accepts what is valid (%#)', (body) => {
    expect(compiled(ChatCompletionDto, body)).toBe(true);
    expect(complete(ChatCompletionDto, body)).toBe(true);
  });

  it('says what class-validator says, whatever one value of a valid body is replaced by', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        'user',
        'text',
        'function',
        'auto',
        'none',
        null,
        {},
        [],
        [null],
        [[]],
        -1,
        0,
        1.5,
        1e9,
      ),
    );
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
          expect(compiled(ChatCompletionDto, copy)).toBe(complete(ChatCompletionDto, copy));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('says what class-validator says of the prompt dialect', () => {
    const body = fc.record(
      {
        prompt: fc.oneof(fc.string(), fc.jsonValue()),
        stream: fc.oneof(fc.constant(true), fc.jsonValue()),
        max_tokens: fc.oneof(fc.integer(), fc.jsonValue()),
        stop: fc.oneof(fc.string(), fc.array(fc.string()), fc.jsonValue()),
        temperature: fc.oneof(fc.double(), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(body, (plain) => {
        expect(compiled(PromptCompletionDto, plain)).toBe(complete(PromptCompletionDto, plain));
      }),
      { numRuns: 2_000 },
    );
  });
});
