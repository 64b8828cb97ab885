import { ObservedEmbeddings } from '../../../test/support/observed-embeddings';
import { Observable } from 'rxjs';
import type { Embeddings } from '../../generation/embed';
import { GenerationContext } from '../../generation/generation-context';
import { EmbeddingExchange } from './embedding-exchange';

const MIB = Buffer.alloc(1_048_576, ' ');

/** An exchange whose upstream is played by hand. */
function begin(status: number) {
  const controller = { abort: jest.fn() };
  let exchange!: EmbeddingExchange;
  const seen = new ObservedEmbeddings(
    new Observable<Embeddings>((subscriber) => {
      exchange = new EmbeddingExchange(new GenerationContext('r'), subscriber, [], 100);
      return exchange;
    }),
  );
  exchange.onRequestStart(controller as never);
  exchange.onResponseStart(controller as never, status, {});
  const receive = (bytes: Buffer): void => exchange.onResponseData(controller as never, bytes);
  return { controller, exchange, seen, receive };
}

describe(EmbeddingExchange.name, () => {
  it('takes 64 MiB of vectors and breaks off at more', () => {
    const { controller, seen, receive } = begin(200);
    for (let i = 0; i < 64; i++) receive(MIB);
    expect([seen.endings, controller.abort.mock.calls.length]).toEqual([0, 0]);
    receive(Buffer.from(' '));
    receive(MIB);
    expect([seen.error?.code, seen.endings, controller.abort.mock.calls.length]).toEqual([
      'upstream_invalid_response',
      1,
      1,
    ]);
  });

  it('reads an error up to 64 KiB and judges a longer one by its status', () => {
    const { controller, seen, receive } = begin(429);
    receive(MIB);
    expect([seen.error?.code, controller.abort.mock.calls.length]).toEqual(['rate_limit_exceeded', 1]);
  });

  it('reads an answer whose bytes are gone after each read', () => {
    const { exchange, seen, receive } = begin(200);
    for (const read of [
      '{"data":[{"index":0,"embe',
      'dding":[0.5,0.25]}],"usage":{"prompt_',
      'tokens":3}}',
    ]) {
      const shared = Buffer.from(read);
      receive(shared);
      shared.fill(0);
    }
    exchange.onResponseEnd();
    expect([seen.error, seen.endings]).toEqual([undefined, 1]);
  });

  it('aborts a request that was left before it had a connection', () => {
    const controller = { abort: jest.fn() };
    const { exchange, seen } = begin(200);
    seen.leave();
    exchange.onRequestStart(controller as never);
    expect(controller.abort).toHaveBeenCalledTimes(1);
  });
});
