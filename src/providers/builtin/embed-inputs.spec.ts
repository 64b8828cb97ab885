import { embeddingRequest, ObservedEmbeddings } from '../../../test/support/observed-embeddings';
import { GenerationContext } from '../../generation/generation-context';
import { embedInputs } from './embed-inputs';
import { DEFAULT_DIMENSIONS, embed, MAX_DIMENSIONS } from './embedding';

const ask = (more: Parameters<typeof embeddingRequest>[0]): ObservedEmbeddings =>
  new ObservedEmbeddings(embedInputs(embeddingRequest(more), new GenerationContext('r')));

describe('the vectors of the built-in model', () => {
  it('come at once for a few texts, with the count of their tokens', () => {
    const { answers } = ask({ inputs: ['Hello world', 'Hi'] });
    expect(answers).toEqual([
      {
        type: 'embeddings',
        vectors: [embed('Hello world', DEFAULT_DIMENSIONS), embed('Hi', DEFAULT_DIMENSIONS)],
        usage: { promptTokens: 3, completionTokens: 0 },
      },
    ]);
  });

  it('leave the event loop to others where there is much to do', async () => {
    const inputs = Array.from({ length: 9 }, (_, i) => `${i} `.repeat(4_000));
    const observed = ask({ inputs, dimensions: 8 });
    expect(observed.endings).toBe(0);
    await observed.ended;
    expect(observed.answers[0].vectors).toEqual(inputs.map((input) => embed(input, 8)));
  });

  it('are not made for somebody who has left', async () => {
    const inputs = Array.from({ length: 9 }, (_, i) => `${i} `.repeat(4_000));
    const observed = ask({ inputs });
    observed.leave();
    for (let turn = 0; turn < inputs.length; turn++) await new Promise(setImmediate);
    expect(observed.endings).toBe(0);
  });

  it.each([
    ['unsupported_value', 'input', { inputs: ['a', [1, 2]] }],
    ['unsupported_value', 'dimensions', { dimensions: MAX_DIMENSIONS + 1 }],
    ['context_length_exceeded', 'input', { inputs: ['a '.repeat(9_000)] }],
  ])('are refused with %s of %s', (code, param, more) => {
    const { error, answers } = ask(more);
    expect([error?.code, error?.param, answers]).toEqual([code, param, []]);
  });
});
