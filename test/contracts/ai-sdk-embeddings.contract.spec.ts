import { GenerationContext } from '../../src/generation/generation-context';
import type { EmbeddingRequest } from '../../src/generation/embedding-request';
import type { Provider } from '../../src/providers/provider';
import { aiSdkProvider, anthropicAt, bedrockAt, googleAt } from '../support/ai-sdk-providers';
import { embeddingRequest, ObservedEmbeddings } from '../support/observed-embeddings';
import { ScriptedUpstream } from '../support/scripted-upstream';
import { reply } from '../support/upstream-script';

describe('vectors by way of the AI SDK', () => {
  let upstream: ScriptedUpstream;
  let provider: Provider;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
  });
  afterEach(async () => {
    upstream.reset();
    await provider.close?.();
  });
  afterAll(() => upstream.stop());

  const ask = async (
    create: (origin: string) => Provider,
    request: Partial<EmbeddingRequest>,
  ): Promise<ObservedEmbeddings> => {
    provider = create(`http://127.0.0.1:${upstream.port}`);
    const observed = new ObservedEmbeddings(
      provider.embed!(embeddingRequest(request), new GenerationContext('request-1')),
    );
    await observed.ended;
    return observed;
  };

  it('are asked for in as many calls as the model needs, and put together in order', async () => {
    const inputs = Array.from({ length: 101 }, (_, i) => `Text ${i}`);
    const values = inputs.map((_, i) => [i, 1]);
    upstream.next(reply(200, { embeddings: values.slice(0, 100).map((vector) => ({ values: vector })) }));
    upstream.next(reply(200, { embedding: { values: values[100] } }));
    const { vectors, answers, error } = await ask(googleAt, { inputs });
    expect([error, vectors]).toEqual([undefined, values]);
    const bytes = upstream.requests.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
    // Google counts nothing, so the usage is worked out from what was sent.
    expect(answers[0].usage).toMatchObject({ completionTokens: 0, estimated: true });
    expect(answers[0].usage.promptTokens).toBeCloseTo(bytes / 4, -1);
  });

  it('are not asked for any further once a call has failed', async () => {
    upstream.next(reply(500, {}));
    const { error } = await ask(bedrockAt, { model: 'amazon.titan-embed-text-v2:0', inputs: ['a', 'b'] });
    expect([error?.code, upstream.requests.length]).toEqual(['upstream_failed', 1]);
  });

  it('sum what each call has used', async () => {
    upstream.always(reply(200, { embedding: [1, 2], inputTextTokenCount: 3 }));
    const { answers } = await ask(bedrockAt, {
      model: 'amazon.titan-embed-text-v2:0',
      inputs: ['a', 'b'],
    });
    expect(answers[0].usage).toEqual({ promptTokens: 6, completionTokens: 0 });
  });

  it.each([
    ['amazon.titan-embed-text-v2:0', { dimensions: 256 }],
    ['eu.cohere.embed-v4:0', { output_dimension: 256 }],
    [
      'amazon.nova-2-multimodal-embeddings-v1:0',
      { singleEmbeddingParams: expect.objectContaining({ embeddingDimension: 256 }) as unknown },
    ],
  ])('have the length that was asked for, in the words of %s', async (model, expected) => {
    upstream.always(reply(500, {}));
    await ask(bedrockAt, { model, dimensions: 256 });
    expect(upstream.requests[0].json).toMatchObject(expected);
  });

  it('are asked for with what a request says to the provider alone', async () => {
    upstream.always(reply(500, {}));
    await ask(googleAt, { dimensions: 768, parameters: { task_type: 'RETRIEVAL_QUERY', user: 'u' } });
    expect(upstream.requests[0].json).toMatchObject({
      outputDimensionality: 768,
      taskType: 'RETRIEVAL_QUERY',
    });
    expect(upstream.requests[0].json).not.toHaveProperty('user');
  });

  it('are made of texts only', async () => {
    const { error } = await ask(googleAt, { inputs: [[1, 2]] });
    expect([error?.code, error?.param, upstream.connections]).toEqual(['unsupported_value', 'input', 0]);
  });

  it.each([
    ['anthropic', undefined],
    ['groq', undefined],
    ['mistral', expect.any(Function)],
    ['cohere', expect.any(Function)],
  ])('can be asked for where the package has models for them: %s', (type, embed) => {
    provider =
      type === 'anthropic' ? anthropicAt('http://127.0.0.1:1') : aiSdkProvider(type, { api_key: 'k' });
    expect(provider.embed).toEqual(embed);
  });
});
