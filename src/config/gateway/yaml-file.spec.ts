import { YamlFile } from './yaml-file';

describe(YamlFile.name, () => {
  const valueOf = (text: string): unknown => YamlFile.parse('file.yaml', text).value;

  it.each([
    ['in a flow mapping', 'a: { key: ${KEY}, other: 1 }', { a: { key: '${KEY}', other: 1 } }],
    ['in a flow sequence', 'a: [x, ${KEY}]', { a: ['x', '${KEY}'] }],
    [
      'with a default',
      'a: { url: ${URL:-http://127.0.0.1/v1} }',
      { a: { url: '${URL:-http://127.0.0.1/v1}' } },
    ],
    ['in the middle of a text', 'a: { b: Bearer ${KEY}! }', { a: { b: 'Bearer ${KEY}!' } }],
    ['in a block', 'a:\n  b: ${KEY}', { a: { b: '${KEY}' } }],
    ['in quotes', `a: { b: "\${KEY}", c: '\${KEY:-}' }`, { a: { b: '${KEY}', c: '${KEY:-}' } }],
    ['escaped', 'a: { b: $${KEY} }', { a: { b: '$${KEY}' } }],
    ['as a key', 'a: { ${KEY}: 1 }', { a: { '${KEY}': 1 } }],
  ])('takes a reference as text, unquoted or not: %s', (_, text, expected) => {
    expect(valueOf(text)).toEqual(expected);
  });

  it('leaves braces that belong to no reference to YAML', () => {
    expect(valueOf('a: { b: { c: $ } }')).toEqual({ a: { b: { c: '$' } } });
  });

  it('names the line of what is no YAML', () => {
    expect(() => valueOf('a: ${KEY}\nb: [')).toThrow(/file\.yaml:2: /);
  });

  it('knows the lines of what stands behind references', () => {
    const file = YamlFile.parse('file.yaml', 'a: { b: ${KEY} }\nc:\n  - ${KEY}\n  - d: 1\n');
    expect(file.lineOf(['c', 1, 'd'])).toBe(4);
  });
});
