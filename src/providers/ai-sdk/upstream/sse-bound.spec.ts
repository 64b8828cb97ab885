import fc from 'fast-check';
import { SseBound } from './sse-bound';

/** Whether any cut of the stream exceeds the bound; bytes are given in pieces of `size`. */
function exceeds(stream: string, maxBytes: number, size = stream.length): boolean {
  const bound = new SseBound(maxBytes);
  const bytes = Buffer.from(stream);
  for (let at = 0; at < bytes.length; at += size) {
    if (bound.exceededBy(bytes.subarray(at, at + size))) return true;
  }
  return false;
}

const message = (bytes: number, end: string): string => `data:${'x'.repeat(bytes - 5)}${end}${end}`;

describe(SseBound.name, () => {
  it.each(['\n', '\r', '\r\n'])('lets any number of messages pass that end in %j', (end) => {
    expect(exceeds(message(20, end).repeat(50), 20)).toBe(false);
  });

  it.each(['\n', '\r', '\r\n'])('counts all lines of one message that ends in %j', (end) => {
    expect(exceeds(`${`data:xxxxx${end}`.repeat(3)}${end}`, 30)).toBe(false);
    expect(exceeds(`${`data:xxxxx${end}`.repeat(3)}${end}`, 29)).toBe(true);
  });

  it('notices a message that never ends', () => {
    expect(exceeds('x'.repeat(101), 100)).toBe(true);
  });

  it('comes to the same however the bytes are cut', () => {
    const line = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom('\n', '\r', '\r\n'));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.integer({ min: 1, max: 9 }), (lines, size) => {
        const stream = lines.map(([length, end]) => 'x'.repeat(length) + end).join('');
        expect(exceeds(stream, 25, size)).toBe(exceeds(stream, 25));
      }),
    );
  });
});
