import fc from 'fast-check';
import { SseReader } from './sse-reader';

const read = (parts: readonly Buffer[], maxEventBytes = 1_000): string[] => {
  const messages: string[] = [];
  const reader = new SseReader({ data: (data) => messages.push(data), take: (_, at) => at }, maxEventBytes);
  for (const part of parts) reader.push(part);
  return messages;
};
const readText = (text: string): string[] => read([Buffer.from(text)]);

describe(SseReader.name, () => {
  it.each([
    ['one message', 'data: a\n\n', ['a']],
    ['no space after the colon', 'data:a\n\n', ['a']],
    ['only the first space is dropped', 'data:  a\n\n', [' a']],
    ['several data lines are joined', 'data: a\ndata: b\n\n', ['a\nb']],
    ['a line without a colon is an empty value', 'data\ndata\n\n', ['\n']],
    ['an empty value', 'data:\n\n', ['']],
    ['CRLF', 'data: a\r\n\r\ndata: b\r\n\r\n', ['a', 'b']],
    ['CR', 'data: a\r\rdata: b\r\r', ['a', 'b']],
    ['line ends mixed', 'data: a\r\ndata: b\r\rdata: c\n\r\n', ['a\nb', 'c']],
    ['comments and other fields', ': hi\nevent: x\nid: 1\nretry: 5\ndata: a\n\n', ['a']],
    ['a field that only begins like data', 'database: x\ndata: a\n\n', ['a']],
    ['blank lines without data are no message', '\n\nevent: x\n\ndata: a\n\n', ['a']],
    ['a byte order mark at the beginning', '\ufeffdata: a\n\n', ['a']],
    ['a byte order mark elsewhere is text', 'data: \ufeffa\n\n', ['\ufeffa']],
    ['what the end cuts off is no message', 'data: a\n\ndata: b\n', ['a']],
  ])('%s', (_, stream, messages) => {
    expect(readText(stream)).toEqual(messages);
  });

  it('reads the same, wherever the bytes are cut', () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme' }).map((text) => `data: ${text.replace(/[\r\n]/g, '')}`),
      fc.constantFrom('', ': comment', 'event: x', 'data', 'data:é', 'data: 😀'),
    );
    const end = fc.constantFrom('\n', '\r\n', '\r');
    const stream = fc.array(
      fc.tuple(line, end).map((pair) => pair.join('')),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 8 }), fc.boolean(), (lines, cuts, mark) => {
        // What follows the last line's CR decides whether it is a CRLF; an LF behind it leaves no doubt.
        const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${lines.join('')}\n`);
        const at = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
        const parts = [0, ...at].map((from, i) => bytes.subarray(from, at[i] ?? bytes.length));
        const whole = read([bytes]);
        expect(read(parts)).toEqual(whole);
        expect(read([...bytes].map((byte) => Buffer.from([byte])))).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a message that outgrows its bound, in one line or in many', () => {
    const tooLarge = expect.objectContaining({ code: 'upstream_invalid_response' }) as Error;
    const failureOf = (parts: readonly Buffer[]): unknown => {
      try {
        read(parts, 100);
        return undefined;
      } catch (error) {
        return error;
      }
    };
    expect(failureOf([Buffer.from(`data: ${'x'.repeat(101)}\n\n`)])).toEqual(tooLarge);
    expect(failureOf(Array.from({ length: 20 }, () => Buffer.from('data: 12345678\n')))).toEqual(tooLarge);
    expect(failureOf([Buffer.from('x'.repeat(60)), Buffer.from('x'.repeat(60))])).toEqual(tooLarge);
    expect(failureOf([Buffer.from(`data: ${'x'.repeat(90)}\n\n`.repeat(9))])).toBeUndefined();
  });

  it('offers whole messages to whoever can take them without parsing', () => {
    const taken: string[] = [];
    const parsed: string[] = [];
    const reader = new SseReader(
      {
        data: (data) => parsed.push(data),
        take: (text, at) => {
          const end = text.indexOf('\n\n', at) + 2;
          if (!text.startsWith('data: x', at) || end === 1) return at;
          taken.push(text.slice(at, end));
          return end;
        },
      },
      1_000,
    );
    reader.push(Buffer.from('data: x1\n\ndata: y\n\ndata: x2\n\n'));
    expect([taken, parsed]).toEqual([['data: x1\n\n', 'data: x2\n\n'], ['y']]);
  });
});
