import fc from 'fast-check';
import { streamPieces } from '../upstream/stream-pieces';
import { EventCounter } from './event-counter';
import { ResponseReader } from './response-reader';

const chunk = (delta: object, reason: string | null = null): string =>
  `data: ${JSON.stringify({ id: 'x', choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`;
const ROLE = chunk({ role: 'assistant', content: '' });
const STOP = chunk({}, 'stop');
const DONE = 'data: [DONE]\n\n';
const ERROR =
  'data: {"error":{"message":"Gone.","type":"upstream_error","param":null,"code":"upstream_failed"}}\n\n';

/** Reads a body in pieces of these lengths, each in a buffer that is overwritten afterwards. */
function count(body: string, lengths: readonly number[]): EventCounter {
  const counter = new EventCounter();
  const bytes = Buffer.from(body);
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const piece = Buffer.from(bytes.subarray(at, at + lengths[i % lengths.length]));
    counter.push(piece, 0, piece.length);
    counter.endRead();
    at += piece.length;
    piece.fill(0);
  }
  return counter;
}

describe(EventCounter.name, () => {
  const splits = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 });

  it('counts events with content only, however they are cut', () => {
    const body = `${ROLE}${chunk({ content: 'a' })}: keep-alive\n\n${chunk({ content: '\n' })}${STOP}${DONE}`;
    fc.assert(
      fc.property(splits, (lengths) => {
        expect(count(body, lengths)).toMatchObject({ content: 2, done: true, finished: true });
      }),
    );
  });

  it('knows an error at the end from a finish', () => {
    fc.assert(
      fc.property(splits, (lengths) => {
        const counted = count(`${ROLE}${chunk({ content: 'a' })}${ERROR}${DONE}`, lengths);
        expect(counted).toMatchObject({ content: 1, done: true, finished: false });
      }),
    );
  });

  it('is not fooled by a text that speaks of finishing', () => {
    const body = `${ROLE}${chunk({ content: '"finish_reason":"stop"' })}${chunk({ content: 'b' })}${DONE}`;
    expect(count(body, [1_000]).finished).toBe(false);
  });

  it('has counted nothing where a stream ends without content', () => {
    expect(count(`${ROLE}${STOP}${DONE}`, [1_000])).toMatchObject({ content: 0, finished: true });
  });

  it('begins anew', () => {
    const counter = count(`${ROLE}${chunk({ content: 'a' })}${STOP}${DONE}data: {"cut`, [1_000]);
    counter.reset();
    const body = Buffer.from(`${ROLE}${STOP}${DONE}`);
    counter.push(body, 0, body.length);
    expect(counter).toMatchObject({ content: 0, done: true, finished: true });
  });

  it("counts the bench's own upstream, through its chunks, however they are cut", () => {
    const { whole } = streamPieces({ chunks: 64, intervalMs: 0, firstTokenMs: 0 });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1 }), (lengths) => {
        const counter = new EventCounter();
        const reader = new ResponseReader((bytes, from, to) => counter.push(bytes, from, to));
        let complete = false;
        for (let at = 0, i = 0; at < whole.length; i++) {
          const piece = Buffer.from(whole.subarray(at, at + lengths[i % lengths.length]));
          complete = reader.push(piece, piece.length);
          counter.endRead();
          at += piece.length;
        }
        expect(complete).toBe(true);
        expect(counter).toMatchObject({ content: 64, finished: true });
      }),
    );
  });
});
