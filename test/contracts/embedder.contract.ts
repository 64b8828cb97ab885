import { GenerationContext } from '../../src/generation/generation-context';
import type { EmbeddingRequest } from '../../src/generation/embedding-request';
import { GenerationError } from '../../src/generation/generation-error';
import type { Provider } from '../../src/providers/provider';
import { embeddingRequest, ObservedEmbeddings } from '../support/observed-embeddings';
import { ScriptedUpstream, type Step } from '../support/scripted-upstream';
import { byteByByte, bytes, cut, head, reply, reset, silence } from '../support/upstream-script';

/** What a kind of provider that makes vectors brings to the suite. */
export interface EmbedderContract {
  /** The provider's name in the suite's titles. */
  readonly name: string;
  /** A provider whose upstream is at this address, e.g. `http://127.0.0.1:4711`, without a path. */
  create(origin: string): Provider | Promise<Provider>;
  /** The provider's own name of a model that makes vectors. */
  readonly model: string;
  /** The JSON body with which its upstream gives the vector of one text. */
  answer(vector: readonly number[]): object;
  /** A failure's JSON body as its upstream writes it. */
  errorBody(status: number, message: string): object;
}

const VECTOR = [0.25, -0.5, 0.125];
const JSON_HEAD = head(200, { 'Content-Type': 'application/json' });

/** What every provider that makes vectors has to do: one whole answer or one truthful failure. */
export function describeEmbedder(contract: EmbedderContract): void {
  describe(`the vectors of the provider ${contract.name}`, () => {
    let upstream: ScriptedUpstream;
    let provider: Provider;

    beforeAll(async () => {
      upstream = await ScriptedUpstream.start();
      provider = await contract.create(`http://127.0.0.1:${upstream.port}`);
      await provider.warm?.();
    });
    afterEach(() => upstream.reset());
    afterAll(async () => {
      await provider.close?.();
      await upstream.stop();
    });

    const answer = JSON.stringify(contract.answer(VECTOR));
    const ask = (
      context = new GenerationContext('request-1'),
      more: Partial<EmbeddingRequest> = {},
    ): ObservedEmbeddings =>
      new ObservedEmbeddings(provider.embed!(embeddingRequest({ model: contract.model, ...more }), context));
    const play = async (...steps: readonly Step[]): Promise<ObservedEmbeddings> => {
      upstream.next(...steps);
      const observed = ask();
      await observed.ended;
      return observed;
    };

    it.each<[string, Step[]]>([
      ['in one piece', [reply(200, contract.answer(VECTOR))]],
      ['byte by byte', [JSON_HEAD, byteByByte(answer)]],
    ])('come once, with a usage: %s', async (_, steps) => {
      const observed = await play(...steps);
      expect(observed.error).toBeUndefined();
      expect([observed.vectors, observed.endings]).toEqual([[VECTOR], 1]);
      expect(observed.answers[0].usage).toMatchObject({
        promptTokens: expect.any(Number) as number,
        completionTokens: 0,
      });
      expect(observed.answers[0].usage.promptTokens).toBeGreaterThan(0);
    });

    it.each<[string, Step[]]>([
      ['before the headers', []],
      ['in the middle', [JSON_HEAD, bytes(answer.slice(0, 20))]],
    ])('are not asked for any more once nobody wants them: %s', async (_, steps) => {
      const reached = Promise.withResolvers<void>();
      upstream.next(...steps, () => reached.resolve(), silence);
      const observed = ask();
      const request = await upstream.request();
      await reached.promise;
      observed.leave();
      await request.closed;
      expect(observed.endings).toBe(0);
    });

    it('need no connection until somebody subscribes', async () => {
      provider.embed!(embeddingRequest({ model: contract.model }), new GenerationContext('request-1'));
      await new Promise(setImmediate);
      expect(upstream.connections).toBe(0);
    });

    it('tell when the upstream has been reached', async () => {
      upstream.next(silence);
      const context = new GenerationContext('request-1');
      const connected = new Promise<void>((resolve) => context.whenConnected(resolve));
      const observed = ask(context);
      await connected;
      observed.leave();
      await (
        await upstream.request()
      ).closed;
    });

    it.each([
      [400, 'invalid_value'],
      [401, 'upstream_auth'],
      [403, 'upstream_auth'],
      [404, 'upstream_failed'],
      [429, 'rate_limit_exceeded'],
      [500, 'upstream_failed'],
      [503, 'upstream_failed'],
    ])('fail by status %i with %s', async (status, code) => {
      const observed = await play(reply(status, contract.errorBody(status, 'Something of yours is wrong.')));
      expect([observed.answers, observed.endings]).toEqual([[], 1]);
      expect(observed.error).toBeInstanceOf(GenerationError);
      expect(observed.error).toMatchObject({ code });
      if (status === 400) expect(observed.error?.message).toContain('Something of yours is wrong.');
    });

    it('fail with the time to come back', async () => {
      const body = contract.errorBody(429, 'Slow down.');
      expect((await play(reply(429, body, { 'Retry-After': '17' }))).error?.retryAfter).toBe(17);
    });

    it.each<[string, Step[], string]>([
      ['a page of HTML', [reply(503, '<html>nginx is out</html>')], 'upstream_failed'],
      ['a page of HTML in a 200', [reply(200, '<html>nginx is out</html>')], 'upstream_invalid_response'],
      ['JSON that is no answer', [reply(200, { hello: 'world' })], 'upstream_invalid_response'],
      ['an end in the middle', [JSON_HEAD, bytes(answer.slice(0, 20)), cut], 'upstream_failed'],
      ['a reset in the middle', [JSON_HEAD, bytes(answer.slice(0, 20)), reset], 'upstream_failed'],
    ])('fail without showing it: %s', async (_, steps, code) => {
      const observed = await play(...steps);
      expect([observed.answers, observed.endings, observed.error?.code]).toEqual([[], 1, code]);
      expect(observed.error?.message).not.toMatch(/[<>]|nginx|127\.0\.0\.1/);
    });
  });
}
