import { toParameter } from './to-parameter';

describe(toParameter.name, () => {
  it.each([
    ['max_tokens: 9 > 8, which is too many', 'max_tokens'],
    ['messages.3.content.0.text: Field required', 'messages'],
    ['system: must be a string', 'messages'],
    ['thinking.budget_tokens: too small', 'reasoning_effort'],
    ['tools.0.input_schema: JSON schema is invalid', 'tools'],
    ['Something: is wrong', undefined],
    ['unknown_thing: is wrong', undefined],
    ['constructor: is wrong', undefined],
    ['No path here', undefined],
  ])('reads it from %j', (message, param) => {
    expect(toParameter({}, message)).toBe(param);
  });

  it.each([
    ['generation_config.temperature', 'temperature'],
    ['generationConfig.maxOutputTokens', 'max_tokens'],
    ['contents[0].parts', undefined],
    ['contents.parts', 'messages'],
  ])("reads it from Google's %s", (field, param) => {
    expect(toParameter({ details: [{}, { fieldViolations: [{ field }] }] })).toBe(param);
  });
});
