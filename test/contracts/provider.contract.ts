import { GenerationContext } from '../../src/generation/generation-context';
import { GenerationError } from '../../src/generation/generation-error';
import type { GenerationRequest } from '../../src/generation/generation-request';
import type { StreamEvent } from '../../src/generation/stream-event';
import type { Provider } from '../../src/providers/provider';
import { ObservedAnswer } from '../support/observed-answer';
import type { Recording } from '../support/recording';
import { ScriptedUpstream, type Step } from '../support/scripted-upstream';
import { everywhere, expectOrder, expectSame, expectTruth } from './provider-expectations';
import { settled, until } from '../support/until';
import { byteByByte, bytes, endless, head, pause, reply, reset, silence } from '../support/upstream-script';

/** What a kind of provider brings to the suite. */
export interface ProviderContract {
  /** The provider's name in the suite's titles. */
  readonly name: string;
  /** A provider whose upstream is at this address, e.g. `http://127.0.0.1:4711`, without a path. */
  create(origin: string): Provider | Promise<Provider>;
  /** Streams of its upstream; see `recordingsOf`. */
  readonly recordings: readonly Recording[];
  /** An answer that never ends: what it begins with, and one event of text, to be repeated. */
  readonly endless: {
    readonly contentType: string;
    readonly opening: string | Buffer;
    readonly event: string | Buffer;
  };
  /** A failure's JSON body as its upstream writes it. */
  errorBody(status: number, message: string): object;
}

/**
 * What every provider has to do, whatever its upstream speaks: the events in their order, one truthful end,
 * the same text however its bytes are cut, and a source that stops when it is told to.
 */
export function describeProvider(contract: ProviderContract): void {
  describe(`the provider ${contract.name}`, () => {
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

    const ask = (
      request: Partial<GenerationRequest> = {},
      context = new GenerationContext('request-1'),
      onEvent?: (event: StreamEvent) => void,
    ): ObservedAnswer => new ObservedAnswer(provider.generate(requestOf(request), context), onEvent);

    const play = async ({ request }: Recording, ...steps: readonly Step[]): Promise<ObservedAnswer> => {
      upstream.next(...steps);
      const answer = ask(request);
      await answer.ended;
      return answer;
    };

    describe.each(contract.recordings.map((recording) => [recording.name, recording] as const))(
      'with the recording %s',
      (_, recording) => {
        const { expected, contentType } = recording;
        const begin = head(200, { 'Content-Type': contentType });

        it('says what the recording means, in order, and ends once', async () => {
          const answer = await play(recording, begin, bytes(recording.bytes));
          expect(answer.error).toBeUndefined();
          expect(answer.sum()).toEqual(expected);
          expectOrder(answer, expected.choices.length);
        });

        it('says the same when it is cut in two, at every byte', async () => {
          await everywhere(recording, async (at) => {
            const answer = await play(
              recording,
              begin,
              bytes(recording.bytes.subarray(0, at)),
              pause(1),
              bytes(recording.bytes.subarray(at)),
            );
            expectSame(answer, recording, at);
          });
        });

        it('says the same when every byte comes alone', async () => {
          const answer = await play(recording, begin, byteByByte(recording.bytes));
          expectSame(answer, recording, 1);
        });

        it('never takes what is cut off for whole, at any byte', async () => {
          await everywhere(recording, async (at) => {
            const answer = await play(recording, begin, bytes(recording.bytes.subarray(0, at)));
            expectTruth(answer, recording, at);
          });
        });
      },
    );

    describe('when nobody wants its answer any more', () => {
      const { contentType, opening, event } = contract.endless;
      const begin = head(200, { 'Content-Type': contentType });

      it.each<[string, Step[], (answer: ObservedAnswer) => boolean]>([
        ['before the headers', [silence], () => true],
        ['before the first event', [begin, silence], () => true],
        [
          'in the middle',
          [begin, bytes(opening), bytes(event), bytes(event), silence],
          ({ events }) => events.some(({ type }) => type === 'text-delta'),
        ],
      ])('closes the connection: %s', async (_, steps, isThere) => {
        upstream.next(...steps);
        const answer = ask();
        const request = await upstream.request();
        await until('the phase is reached', () => isThere(answer));
        answer.leave();
        await request.closed;
        expect(answer.endings).toBe(0);
      });

      it('never connects when it is not subscribed to', async () => {
        provider.generate(requestOf({}), new GenerationContext('request-1'));
        await new Promise(setImmediate);
        expect(upstream.connections).toBe(0);
      });
    });

    it('pauses its source while demand is lowered, and goes on afterwards', async () => {
      const { contentType, opening, event } = contract.endless;
      upstream.next(head(200, { 'Content-Type': contentType }), bytes(opening), endless(repeated(event)));
      const context = new GenerationContext('request-1');
      const answer = ask({}, context, ({ type }) => {
        if (type === 'text-delta') context.demand.lower();
      });
      const request = await upstream.request();
      await settled('what the upstream has sent', () => request.sentBytes);
      const before = answer.events.length;
      // The kernel's buffers are full; what this process holds shows in the events that follow from it.
      await settled('what the upstream has sent', () => request.sentBytes);
      expect(answer.events.length).toBe(before);
      const sent = request.sentBytes;
      const raise = (): boolean => {
        context.demand.raise();
        return request.sentBytes > sent;
      };
      await until('the upstream can send again', raise);
      expect(answer.events.length).toBeGreaterThan(before);
      answer.leave();
      await request.closed;
    });

    it('tells when its upstream has been reached', async () => {
      upstream.next(silence);
      const context = new GenerationContext('request-1');
      const connected = new Promise<void>((resolve) => context.whenConnected(resolve));
      const answer = ask({}, context);
      await connected;
      const request = await upstream.request();
      answer.leave();
      await request.closed;
    });

    describe('when its upstream fails', () => {
      it.each([
        [400, 'invalid_value'],
        [401, 'upstream_auth'],
        [403, 'upstream_auth'],
        [404, 'upstream_failed'],
        [429, 'rate_limit_exceeded'],
        [500, 'upstream_failed'],
        [503, 'upstream_failed'],
        [529, 'upstream_failed'],
      ])('reports status %i as %s', async (status, code) => {
        upstream.next(reply(status, contract.errorBody(status, 'Something of yours is wrong.')));
        const answer = ask();
        await answer.ended;
        expect(answer.events).toEqual([]);
        expect(answer.error).toBeInstanceOf(GenerationError);
        expect(answer.error).toMatchObject({ code });
        expect(upstream.requests).toHaveLength(1);
      });

      it("keeps the upstream's words where the request is at fault", async () => {
        upstream.next(reply(400, contract.errorBody(400, 'Something of yours is wrong.')));
        const answer = ask();
        await answer.ended;
        expect(answer.error?.message).toContain('Something of yours is wrong.');
      });

      it('says when to come back', async () => {
        upstream.next(reply(429, contract.errorBody(429, 'Slow down.'), { 'Retry-After': '17' }));
        const answer = ask();
        await answer.ended;
        expect(answer.error?.retryAfter).toBe(17);
      });

      it('reports a page of HTML without showing it', async () => {
        upstream.next(reply(503, '<html><body>nginx is out</body></html>'));
        const answer = ask();
        await answer.ended;
        expect(answer.error).toMatchObject({ code: 'upstream_failed' });
        expect(answer.error?.message).not.toMatch(/[<>]|nginx/);
      });

      it('reports a connection that is reset at once as unreachable', async () => {
        // One of its own: the others' connections are kept and used again.
        const refusing = await ScriptedUpstream.start();
        refusing.mode = 'reset';
        const lone = await contract.create(`http://127.0.0.1:${refusing.port}`);
        const answer = new ObservedAnswer(lone.generate(requestOf({}), new GenerationContext('request-1')));
        await answer.ended;
        expect(answer.events).toEqual([]);
        expect(answer.error).toMatchObject({ code: 'upstream_unreachable' });
        await lone.close?.();
        await refusing.stop();
      });

      it('reports a reset in the middle, after the text that came before it', async () => {
        const { contentType, opening, event } = contract.endless;
        const begin = head(200, { 'Content-Type': contentType });
        upstream.next(begin, bytes(opening), bytes(event), pause(20), reset);
        const answer = ask();
        await answer.ended;
        expect(answer.textOf(0)).not.toBe('');
        expect(answer.error).toMatchObject({ code: 'upstream_failed' });
        expect(answer.endings).toBe(1);
      });
    });
  });
}

const requestOf = (request: Partial<GenerationRequest>): GenerationRequest => ({
  model: 'real',
  messages: [{ role: 'user', content: 'Hello' }],
  choices: 1,
  stop: [],
  parameters: {},
  ...request,
});

/** Enough of an event to fill the buffers of the kernel in a few writes. */
function repeated(event: string | Buffer): Buffer {
  const one = Buffer.from(event);
  return Buffer.concat(Array.from({ length: Math.ceil(65_536 / one.length) }, () => one));
}
