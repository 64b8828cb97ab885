import { of, throwError } from 'rxjs';
import { embeddingRequest, ObservedEmbeddings } from '../../test/support/observed-embeddings';
import type { Embeddings } from './embed';
import type { EmbeddingVector } from './embedding-vector';
import { GenerationContext } from './generation-context';
import { GenerationError } from './generation-error';
import { wholeEmbeddingsLayer } from './whole-embeddings.layer';

const answer = (...vectors: EmbeddingVector[]): Embeddings => ({
  type: 'embeddings',
  vectors,
  usage: { promptTokens: 1, completionTokens: 0 },
});
const observe = (answers: Embeddings[], more = {}): ObservedEmbeddings =>
  new ObservedEmbeddings(
    wholeEmbeddingsLayer(() => of(...answers))(
      embeddingRequest({ inputs: ['a', 'b'], ...more }),
      new GenerationContext('r'),
    ),
  );

describe(wholeEmbeddingsLayer.name, () => {
  it('lets one whole answer through, and nothing after it', () => {
    const whole = answer([1, 2], Float32Array.of(1, 2));
    const { answers, error, endings } = observe([whole, answer([3], [4])], { dimensions: 2 });
    expect([answers, error, endings]).toEqual([[whole], undefined, 1]);
  });

  it.each<[string, Embeddings[]]>([
    ['no answer', []],
    ['too few vectors', [answer([1])]],
    ['too many vectors', [answer([1], [2], [3])]],
    ['vectors of several lengths', [answer([1, 2], [3])]],
    ['what is no vector', [answer([1], ['x'] as never)]],
    ['empty vectors', [answer([], [])]],
  ])('takes %s for a failure', (_, answers) => {
    const { error, answers: passed, endings } = observe(answers);
    expect([error?.code, passed, endings]).toEqual(['upstream_invalid_response', [], 1]);
  });

  it('refuses dimensions that the model left out of account', () => {
    const { error, answers } = observe([answer([1, 2], [3, 4])], { dimensions: 3 });
    expect([error?.code, error?.param, answers]).toEqual(['unsupported_value', 'dimensions', []]);
  });

  it('passes a failure on', () => {
    const failure = new GenerationError('upstream_failed', 'Oops.');
    const embed = wholeEmbeddingsLayer(() => throwError(() => failure));
    expect(new ObservedEmbeddings(embed(embeddingRequest(), new GenerationContext('r'))).error).toBe(failure);
  });
});
