import { readEmbeddings } from './read-embeddings';

const item = (index: unknown, embedding: unknown): object => ({ object: 'embedding', index, embedding });

describe(readEmbeddings.name, () => {
  it('puts vectors into the order of the inputs, in whatever form they are', () => {
    const body = { data: [item(1, 'AADAPw=='), item(0, [1])], usage: { prompt_tokens: 3 } };
    expect(readEmbeddings(body, 100)).toEqual({
      type: 'embeddings',
      vectors: [[1], 'AADAPw=='],
      usage: { promptTokens: 3, completionTokens: 0 },
    });
  });

  it('takes the position where there is no index, and estimates where nothing was counted', () => {
    expect(readEmbeddings({ data: [{ embedding: [1] }, { embedding: [2] }] }, 101)).toMatchObject({
      vectors: [[1], [2]],
      usage: { promptTokens: 26, completionTokens: 0, estimated: true },
    });
  });

  it.each([
    [null],
    ['text'],
    [{}],
    [{ data: {} }],
    [{ data: [null] }],
    [{ data: [item(0, null)] }],
    [{ data: [item(1, [1])] }],
    [{ data: [item(-1, [1])] }],
    [{ data: [item('0', [1])] }],
    [{ data: [item(0, [1]), item(0, [2])] }],
  ])('does not take %j for an answer', (body) => {
    expect(() => readEmbeddings(body, 0)).toThrow('The model sent something that cannot be read.');
  });
});
