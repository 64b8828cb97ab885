import fc from 'fast-check';
import { byteText, decodeBytes, encodeBytes } from './byte-text';

describe('byte text', () => {
  it('is a character for each byte of the UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const utf8 = Buffer.from(text);
        const bytes = encodeBytes(text);
        expect(Buffer.from(bytes, 'latin1').equals(utf8)).toBe(true);
        expect(byteText(utf8, utf8.length)).toBe(bytes);
        expect(decodeBytes(bytes)).toBe(utf8.toString());
      }),
    );
  });

  it('replaces what is no character, as Node does', () => {
    expect(decodeBytes(encodeBytes('a\ud83d'))).toBe('a\ufffd');
    expect(decodeBytes(byteText(Buffer.from([0x61, 0xe2, 0x80]), 3))).toBe('a\ufffd');
  });
});
