import fc from 'fast-check';
import { seededRandom } from '../../seeded-random';
import { Unsatisfiable } from '../unsatisfiable';
import { WorkBudget } from '../work-budget';
import { Pattern } from './pattern';

/** Patterns as schemas have them. */
const PATTERNS = [
  '^[a-z]+$',
  '^\\d{5}(-\\d{4})?$',
  '^#[0-9a-fA-F]{6}$',
  '^[A-Z]{2,3}$',
  '^(\\([0-9]{3}\\))?[0-9]{3}-[0-9]{4}$',
  '^v?(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)$',
  '^[\\w.+-]+@[\\w-]+\\.[\\w.]+$',
  '^https?://[^\\s/$.?#].[^\\s]*$',
  '^(?:red|green|blue)$',
  '^(?=.*[A-Z])(?=.*\\d).{8,}$',
  '^(?!admin)[a-z]{3,}$',
  '^\\p{Lu}\\p{Ll}+$',
  '^[^@]+$',
  'foo|bar',
  '\\bword\\b',
  '^(a+)+$',
  '^(?<year>\\d{4})-(?<month>0[1-9]|1[0-2])$',
  '^$',
  '',
  '^.{3}$',
  '^[\\u4e00-\\u9fa5]{2}$',
  '^\\$\\d+\\.\\d{2}$',
  '^[\\]\\[-]+$',
  '^ORD-\\d{4,}$',
];

const { regex } = fc.letrec<{ regex: string }>((tie) => ({
  regex: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', '1', '.', '\\d', '[ab]', '[^a]', '\\w', '\\b', '^', '$', ' '),
    fc.tuple(tie('regex'), tie('regex')).map(([one, other]) => one + other),
    fc.tuple(tie('regex'), tie('regex')).map(([one, other]) => `(?:${one}|${other})`),
    fc
      .tuple(tie('regex'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,2}', '{2,}'))
      .map(([one, q]) => `(${one})${q}`),
  ),
}));

describe(Pattern.name, () => {
  it.each(PATTERNS)('writes texts that %j matches', (source) => {
    const pattern = new Pattern(source);
    const random = seededRandom(1);
    const texts = Array.from({ length: 40 }, (_, i) => pattern.write(random, i % 2 ? 12 : undefined));
    const good = texts.filter((text) => new RegExp(source, 'u').test(text));
    expect(good.length).toBeGreaterThan(0);
    expect(texts.filter((text) => pattern.matches(text, new WorkBudget()))).toEqual(good);
  });

  it("agrees with the engine's own matcher", () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', 'é'), maxLength: 8 });
    fc.assert(
      fc.property(regex, text, (source, candidate) => {
        const matches = new Pattern(source).matches(candidate, new WorkBudget());
        expect(matches).toBe(new RegExp(source, 'u').test(candidate));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['^(?:a|b)', '^(a|b)', '^((?:a|b))', '^a|^b'])(
    'holds every way of a group behind an anchor to the beginning: %s',
    (source) => {
      const pattern = new Pattern(source);
      expect(['b', 'ba', ' b', 'cb'].filter((text) => pattern.matches(text, new WorkBudget()))).toEqual([
        'b',
        'ba',
      ]);
    },
  );

  it('takes no longer for patterns that are made to take forever', () => {
    const pattern = new Pattern('^(a|aa|a+)*$');
    expect(pattern.matches(`${'a'.repeat(500)}b`, new WorkBudget())).toBe(false);
  });

  it.each([
    '(',
    'a{2,1}',
    '(a)\\1',
    '(?<=a)b',
    'a(?=b)',
    '(?<x>a)\\k<x>',
    '(a{1000}){1000}',
    '(){1000000000}',
    '[a-z]{5000}',
  ])('refuses %j', (source) => {
    const use = () => new Pattern(source).write(seededRandom(1));
    expect(use).toThrow(Unsatisfiable);
  });
});
