import { modelPage, type PageQuery } from './model-page';

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const page = (query: PageQuery): unknown[] => {
  const { data, has_more, first_id, last_id } = modelPage(NAMES, query);
  return [data.map(({ id }) => id).join(''), has_more, first_id, last_id];
};

describe(modelPage.name, () => {
  it.each([
    [{}, 'abcde', false],
    [{ limit: '2' }, 'ab', true],
    [{ limit: '2', after_id: 'b' }, 'cd', true],
    [{ limit: '2', after_id: 'c' }, 'de', false],
    [{ after_id: 'e' }, '', false],
    [{ limit: '2', before_id: 'd' }, 'bc', true],
    [{ limit: '2', before_id: 'c' }, 'ab', false],
    [{ limit: '3', before_id: 'b' }, 'a', false],
  ])('gives for %j the models %s', (query, ids, more) => {
    expect(page(query)).toEqual([ids, more, ids.at(0) ?? null, ids.at(-1) ?? null]);
  });

  it.each([{ limit: '0' }, { limit: 'x' }, { limit: '1001' }, { limit: ['1', '2'] }, { after_id: 'z' }])(
    'refuses %j',
    (query) => {
      expect(() => modelPage(NAMES, query)).toThrow('Invalid value for');
    },
  );
});
