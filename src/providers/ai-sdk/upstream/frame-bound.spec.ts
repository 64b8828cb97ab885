import { FrameBound } from './frame-bound';

const frame = (length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32BE(length);
  return bytes;
};

describe(FrameBound.name, () => {
  it.each([1, 2, 3, 5, 64, 1_000])('lets frames within the bound pass, in pieces of %i', (size) => {
    const stream = Buffer.concat([frame(16), frame(64), frame(4), frame(63)]);
    const bound = new FrameBound(64);
    for (let at = 0; at < stream.length; at += size) {
      expect(bound.exceededBy(stream.subarray(at, at + size))).toBe(false);
    }
    expect(bound.exceededBy(frame(65))).toBe(true);
  });

  it('refuses a frame by its length alone', () => {
    expect(new FrameBound(64).exceededBy(frame(65).subarray(0, 4))).toBe(true);
    expect(new FrameBound(64).exceededBy(Buffer.from([0xff, 0xff, 0xff, 0xff]))).toBe(true);
  });

  it('gets past a length that makes no sense', () => {
    expect(new FrameBound(64).exceededBy(Buffer.alloc(100))).toBe(false);
  });
});
