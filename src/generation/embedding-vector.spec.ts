import { dimensionsOf, toBase64, toNumbers } from './embedding-vector';

// 1.5 and -2 as little-endian 32-bit floats: 00 00 c0 3f 00 00 00 c0.
const BASE64 = 'AADAPwAAAMA=';

describe('an embedding vector', () => {
  it.each([[BASE64], [[1.5, -2]], [Float32Array.of(1.5, -2)]])('is the same in every form: %j', (vector) => {
    expect([dimensionsOf(vector), toNumbers(vector), toBase64(vector)]).toEqual([2, [1.5, -2], BASE64]);
  });

  it('keeps the digits of numbers, and gives a float no more than it has', () => {
    expect(toNumbers([0.1234567890123])).toEqual([0.1234567890123]);
    expect(toNumbers(Float32Array.of(0.1))).toEqual([0.100000001]);
    const floats = Float32Array.from({ length: 1_000 }, (_, i) => Math.sin(i) * 10 ** ((i % 60) - 40));
    expect(Float32Array.from(toNumbers(floats))).toEqual(floats);
  });

  it.each([[''], ['not base64!'], ['AADAPwAA'], [[]], [['a']], [[null]], [{}], [7], [undefined]])(
    'is not %j',
    (value) => {
      expect(dimensionsOf(value)).toBeUndefined();
    },
  );

  it('may be base64 without its padding', () => {
    expect(dimensionsOf(BASE64.replace('=', ''))).toBe(2);
  });
});
